/// Certificates of registered lines: a page to print, and a signed statement in its QR code.
///
/// [CertificateContent] is what a certificate says of its holder. [CertificateStatement] is what the QR code says:
/// facts of the certificate and a salted hash of its content. A photograph of the code names no person and no address.
/// [CertificateKeys] sign it and [CertificateRenderer] prints it. There is no table here.
package pk.rahnuma.register.certificate;
