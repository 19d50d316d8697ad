/** A configuration in the analytics server's own format, as its documentation has it. */
export const dataforErp = {
  name: 'ERP',
  token_name: 'token',
  secret: 'abcd',
  expire: 86_400,
  fieldmap: { username: 'loginname', name: 'name', email: 'email' },
  algorithm: 'HS256',
  enable: '1',
  inituser: '1',
  initroles: ['SYS_Reader'],
  createdDate: 1_737_599_864_898,
  lastModifiedDate: 1_737_601_114_115,
  creatorId: 1_737_601_114_115,
};
