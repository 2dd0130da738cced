package pk.rahnuma.register.certificate;

import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;
import pk.rahnuma.register.certificate.CertifiedLines.CertifiedLine;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.ProviderNames;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.LineContent;
import pk.rahnuma.shared.Language;

/// Reads what a certificate of an application prints: its answers in force.
@Singleton
final class CertifiedLineReader {

    private static final String REGISTRATION_SERVICE = "vpn_registration";

    private final ApplicationContentService contents;
    private final ProviderNames providers;

    CertifiedLineReader(ApplicationContentService contents, ProviderNames providers) {
        this.contents = contents;
        this.providers = providers;
    }

    /// @param application which is not erased
    CertifiedLines readLines(Application application) {
        FormAnswers answers = contents.readCommonAnswers(List.of(application)).get(application.id());
        String service = answers.textAnswer(FormAnswers.SERVICE);
        String organisation = answers.textAnswer(FormAnswers.LEGAL_NAME);
        return new CertifiedLines(
                service.isEmpty() || service.equals(REGISTRATION_SERVICE)
                        ? CertificateKind.VPN_REGISTRATION
                        : CertificateKind.IP_WHITELISTING,
                organisation.isEmpty() ? answers.textAnswer(FormAnswers.FULL_NAME) : organisation,
                contents.readLines(application).stream().map(this::toCertified).toList());
    }

    private CertifiedLine toCertified(LineContent content) {
        FormAnswers answers = content.answers();
        List<String> addresses = answers.writtenAddresses();
        return new CertifiedLine(
                content.line(),
                new RegisteredLine(
                        answers.textAnswer(FormAnswers.SITE),
                        providers.nameProvider(answers.providerName(), Language.DEFAULT),
                        addresses.isEmpty() ? List.of(answers.textAnswer(FormAnswers.VPN_MOBILE)) : addresses));
    }
}
