package pk.rahnuma.http.file;

import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.register.certificate.CertificateService;
import pk.rahnuma.register.certificate.CertificateService.IssuedCertificate;
import pk.rahnuma.registration.Application;

/// Sends certificates of registered lines as PDF files.
@Singleton
public final class CertificateDownloadService {

    private final DownloadService downloads;
    private final CertificateService certificates;
    private final InstantSource clock;

    CertificateDownloadService(DownloadService downloads, CertificateService certificates, InstantSource clock) {
        this.downloads = downloads;
        this.certificates = certificates;
        this.clock = clock;
    }

    /// True when an application has a certificate, or would get one.
    public boolean isOfferedFor(Application application) {
        return certificates.isOfferedFor(application);
    }

    /// Sends the certificate of an application.
    ///
    /// @param reader conversation of the person, or id of the member of staff, that asks
    /// @param actorName name of whoever asks, as in the history
    /// @param language of the page; one that a certificate does not have counts as English
    /// @throws ApiException when this desk issues none, or the application has none
    public MutableHttpResponse<StreamedFile> sendCertificate(
            long reader, Application application, String actorName, String language) {
        if (!certificates.isOffered()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_OFFERED, "This desk issues no certificates.");
        }
        return downloads.sendFile(reader, MediaType.APPLICATION_PDF, fileName(application), () -> {
            byte[] page = certificates.printPdf(issueCertificate(application, actorName), language);
            return out -> out.write(page);
        });
    }

    private IssuedCertificate issueCertificate(Application application, String actorName) {
        return certificates
                .issueCertificate(application, actorName, clock.instant())
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "No line of the application is registered now, or there are too many for one certificate."));
    }

    private static String fileName(Application application) {
        return "certificate-" + application.reference().toGroupedText() + ".pdf";
    }
}
