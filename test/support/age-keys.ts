/** An age identity that the age-keygen of Debian made for these tests, and the file that it wrote. */
export const IDENTITY = 'AGE-SECRET-KEY-16H3HXTAR6M6K8UU5H3WHWH954SWPKR6Q97S4V5ZH35XPHWQX4JSSUWQG7C';
export const RECIPIENT = 'age1mwewra3uatyd5dmsl8a5qnh27nm8rgyqevtkepka4u4uhmw934pqcr4y2q';
export const IDENTITY_FILE = `# created: 2026-11-24T08:10:54Z\n# public key: ${RECIPIENT}\n${IDENTITY}\n`;

/** What age itself encrypted for that recipient: a data key of the bytes 0 to 31, as stores hold it. */
export const DATA_KEY_BY_AGE = `-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSAxV094WWlGY25WNEg1MjNv
d2hEZHNVOEYrMUtPYzU1Q0Z4WlZZYnQ0UDFNCmZ2eUwvTjR3anRkN1hWK2hKdktX
eWhxOFUwRTNaZW13WmxDVkNvbnBaWWMKLS0tIFRKd0orS2o5bWlqdTVBWWpvSmdy
T1prL2lmWTBweE9VTFZLc3cyUXpOb0EKBegm8HHAZMx7GDoRXuWlpe2RIFbzT91N
8WjmgtVn111Lp9FQ9ndTNbAsO6/2UKJ+pmLoBmACNdVqImsfTbW7hzoYhxNyG3x4
afWbRt2nwlnDWGeCYpiBLcUAE5n0iIKgihJvSXHgaIftmi/Wly+LBw8ivmkkxPDW
z/ezQkcrG96o42eB28u7HtZW2cmxGPPQi6+3Uq4LVAY5l/7uazpuU6FFbVor7Bnt
Sw==
-----END AGE ENCRYPTED FILE-----
`;

/** Another identity, of nobody who is asked. */
export const OTHER_IDENTITY = 'AGE-SECRET-KEY-1P37NPT4CJ4SMTG5EPPRG0NUJL5U2RMRW0JH722NF6ELAHWFKTPMQNPSUE6';
export const OTHER_RECIPIENT = 'age1ls9758qspzl5yjnl628n5tv5fz5g8vjn2lh3ktrxneff3uqnecfq98w4ld';

/** A passphrase that is long enough. */
export const PASSPHRASE = 'correct horse battery staple';
