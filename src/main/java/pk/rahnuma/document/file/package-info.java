/// Types and names of files, and the errors for rejected ones. Any package may use it.
package pk.rahnuma.document.file;
