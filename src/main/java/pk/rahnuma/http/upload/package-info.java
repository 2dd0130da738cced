/// Files in requests: their bytes, alone or in a form, their limits of memory and space, and their storage.
package pk.rahnuma.http.upload;
