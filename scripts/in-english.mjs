// Imported first by scripts that show what the command line says: the documents are English, on any machine.
process.env['OWNHAND_LANG'] = 'en';
