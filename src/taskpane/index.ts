// The pane in Excel: so far it says that the functions are loaded.
void Office.onReady(() => {
  const status = document.getElementById('status');
  if (status) status.textContent = 'The functions are ready. Type =DEF in a cell.';
});
