/// Export and erasure of applications as personal data. No package uses it directly: the vault calls its personal data
/// handler.
package pk.rahnuma.registration.erasure;
