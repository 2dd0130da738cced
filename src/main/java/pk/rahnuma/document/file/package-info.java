/// Types and names of files. Any package may use it.
package pk.rahnuma.document.file;
