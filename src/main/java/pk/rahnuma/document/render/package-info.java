/// Reading pictures and drawing documents in child processes with limits on memory and time. Used by `document` alone.
package pk.rahnuma.document.render;
