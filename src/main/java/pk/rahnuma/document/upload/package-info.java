/// Files that arrive in parts: parts are kept, sealed, until the file is complete and becomes a document.
package pk.rahnuma.document.upload;
