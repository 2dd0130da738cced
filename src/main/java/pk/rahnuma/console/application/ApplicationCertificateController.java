package pk.rahnuma.console.application;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.register.certificate.CertificateService;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;

/// Gives staff the certificate of an application.
@Controller("/desk/applications/{typed}/certificate")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationCertificateController {

    private final CertificateService certificates;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    ApplicationCertificateController(CertificateService certificates, TemplateRenderer templates, InstantSource clock) {
        this.certificates = certificates;
        this.templates = templates;
        this.clock = clock;
    }

    /// The certificate in the language of the member of staff. It shows all in full.
    @Get
    @Secured(PermissionNames.READ_APPLICATIONS + PermissionNames.AND + PermissionNames.REVEAL)
    HttpResponse<byte[]> giveCertificate(HttpRequest<?> request, @PathVariable String typed) {
        Reference reference = ApplicationController.parseReference(typed);
        return certificates
                .viewCertificate(reference, ConsoleUser.requireUser(request).name(), clock.instant())
                .map(issued -> certificates.printPdf(
                        issued, templates.createContext(request).language()))
                .map(page -> HttpResponse.ok(page)
                        .contentType(MediaType.APPLICATION_PDF_TYPE)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"certificate-" + reference.toGroupedText() + ".pdf\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseThrow(() ->
                        new RuleViolationException("certificate_missing", "reference", reference.toGroupedText()));
    }
}
