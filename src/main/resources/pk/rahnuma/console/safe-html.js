// Checks all markup that is inserted into the page: it must not contain scripts other than the files of this console. The
// only program beside the page is its service worker.
'use strict';
(() => {
  if (!window.trustedTypes) return;
  const inert = trustedTypes.createPolicy('rahnuma-inert', { createHTML: (html) => html });
  const foreign = 'iframe, object, embed, base, portal, [srcdoc]';
  const isHarmful = (root) => root.querySelector(foreign)
    || [...root.querySelectorAll('*')].some((element) => {
      if (element.localName === 'script' && (element.textContent.trim() || !(element.getAttribute('src') ?? '').startsWith('/desk-files/'))) return true;
      if ([...element.attributes].some(({ name, value }) => name.startsWith('on') || name.startsWith('hx-on')
        || (['href', 'src', 'action', 'formaction'].includes(name) && /^\s*(javascript|vbscript):/i.test(value)))) return true;
      return element.localName === 'template' && isHarmful(element.content);
    });
  trustedTypes.createPolicy('default', {
    createHTML: (html) => {
      // A template neither runs nor loads its content.
      const template = document.createElement('template');
      template.innerHTML = inert.createHTML(html);
      if (isHarmful(template.content)) throw new TypeError('markup with a program in it');
      return html;
    },
    createScriptURL: (url) => {
      if (url !== '/desk/sw.js') throw new TypeError('a program from elsewhere');
      return url;
    },
  });
})();
