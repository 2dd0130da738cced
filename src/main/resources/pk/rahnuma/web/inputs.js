// Sets the hyphens and spaces of numbers while they are typed at their end: 35202-1234567-1, 0300 1234567. Other texts stay.

const MASKS = {
  cnic: { digits: 13, parts: /^(\d{5})(\d{1,7})(\d)?$/, mark: '-' },
  phone: { digits: 11, parts: /^(0\d{3})(\d{1,7})$/, mark: ' ' },
};

for (const input of document.querySelectorAll('[data-mask]')) {
  const mask = MASKS[input.dataset.mask];
  input.addEventListener('input', event => {
    const atEnd = input.selectionStart === input.value.length;
    if (!atEnd || event.inputType?.startsWith('delete') || !/^[\d -]*$/.test(input.value)) return;
    const digits = input.value.replace(/\D/g, '');
    const parts = mask.parts.exec(digits);
    if (parts && digits.length <= mask.digits) input.value = parts.slice(1).filter(Boolean).join(mask.mark);
  });
}
