package pk.rahnuma.registration.form;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.script.FormQuestions;

/// Answers that an applicant must give again: those that staff name, or those that the reasons concern.
@Singleton
public final class RequestedAnswers {

    /// Reasons that do not tell which paper they concern.
    private static final Set<DecisionReason> CONCERNS_A_PAPER =
            Set.of(DecisionReason.DOCUMENT_UNREADABLE, DecisionReason.DOCUMENT_MISSING);

    private final FormQuestions forms;

    public RequestedAnswers(FormQuestions forms) {
        this.forms = forms;
    }

    /// Names of the questions to ask again.
    ///
    /// @param answers present answers
    /// @return names of questions of the application's form, in its order
    /// @throws RuleViolationException when staff named a question that the form does not have, or no paper where the
    ///     reason requires one
    public List<String> findRequested(
            Application application, FormAnswers answers, ApplicationDecision decision, Instant now) {
        List<String> form = forms.questionNames(application.script());
        decision.asked().stream()
                .filter(name -> !form.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new RuleViolationException(
                            "field_unknown", "field", name, "form", application.script(), "fields", form);
                });
        decision.reasons().stream()
                .filter(reason -> decision.asked().isEmpty() && CONCERNS_A_PAPER.contains(reason))
                .findFirst()
                .ifPresent(reason -> {
                    throw new RuleViolationException(
                            "paper_unnamed",
                            "reason",
                            reason,
                            "fields",
                            about(reason, answers, now).toList());
                });
        List<String> wanted = decision.asked().isEmpty()
                ? decision.reasons().stream()
                        .flatMap(reason -> about(reason, answers, now))
                        .toList()
                : decision.asked();
        return form.stream().filter(wanted::contains).toList();
    }

    /// Answers that a reason concerns, in either form.
    private static Stream<String> about(DecisionReason reason, FormAnswers answers, Instant now) {
        if (answers.isOfOrganisation()) {
            return aboutOrganisation(reason, answers, now);
        }
        boolean mobile = answers.textAnswer("route").equals("mobile_number");
        return switch (reason) {
            case ISP_NOT_CONFIRMED ->
                mobile ? Stream.of(FormAnswers.VPN_MOBILE, "operator") : Stream.of("isp", "subscriber_id");
            case SUBSCRIBER_ID_MISMATCH ->
                mobile ? Stream.of(FormAnswers.VPN_MOBILE, "sim_in_own_cnic") : Stream.of("subscriber_id");
            case IP_NOT_ASSIGNED_TO_SUBSCRIBER -> Stream.of("subscriber_id", FormAnswers.ADDRESSES);
            // An applicant who cannot get a static address may take the other route.
            case IP_NOT_STATIC_OR_PRIVATE -> Stream.of("route");
            case IP_IS_VPN_EXIT -> Stream.of(FormAnswers.ADDRESSES);
            case CNIC_MISMATCH_OR_EXPIRED -> Stream.of(FormAnswers.ID_NUMBER, "id_front", "id_back");
            case LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE ->
                Stream.of("engagement_proof_type", "proof_file", "client_name", "client_contact_email");
            case NOT_ACTIVE_TAXPAYER -> Stream.of("tax_status");
            case PSEB_CERT_MISSING_OR_EXPIRED -> Stream.of("pseb_number");
            case PURPOSE_NOT_COMMERCIAL, WRONG_SERVICE_TYPE -> Stream.of("purpose", "purpose_text");
            case DUPLICATE_APPLICATION -> mobile ? Stream.of(FormAnswers.VPN_MOBILE) : Stream.of(FormAnswers.ADDRESSES);
            case INCOMPLETE_FORM -> incomplete(answers, now);
            case DOCUMENT_UNREADABLE, DOCUMENT_MISSING -> Stream.of("id_front", "id_back", "proof_file");
            case COMPANY_PROOF_INVALID, FEE_UNPAID -> Stream.empty();
        };
    }

    private static Stream<String> aboutOrganisation(DecisionReason reason, FormAnswers answers, Instant now) {
        return switch (reason) {
            case ISP_NOT_CONFIRMED,
                    SUBSCRIBER_ID_MISMATCH,
                    IP_NOT_ASSIGNED_TO_SUBSCRIBER,
                    IP_NOT_STATIC_OR_PRIVATE,
                    IP_IS_VPN_EXIT,
                    DUPLICATE_APPLICATION -> Stream.of(FormAnswers.CONNECTIONS);
            case CNIC_MISMATCH_OR_EXPIRED ->
                Stream.concat(
                        Stream.of(FormAnswers.APPLICANT_NAME, FormAnswers.APPLICANT_CNIC, FormAnswers.PASSPORT_NUMBER),
                        Stream.of("passport_country", "passport_page", "id_front", "id_back"));
            case LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE ->
                CompanyChecks.requiredFiles(answers).stream()
                        .filter(Set.of("authority_letter", "official_letter")::contains);
            // Either proof is enough, so the kind is asked again too.
            case COMPANY_PROOF_INVALID, NOT_ACTIVE_TAXPAYER ->
                CompanyChecks.requiredFiles(answers).contains("official_letter")
                        ? Stream.of("official_letter")
                        : Stream.of("legal_name", "company_proof_type", "company_proof");
            case PSEB_CERT_MISSING_OR_EXPIRED -> Stream.of("pseb_certificate_no", "pseb_expiry", "pseb_certificate");
            case FEE_UNPAID -> Stream.of("fee_proof");
            case PURPOSE_NOT_COMMERCIAL -> Stream.of("purpose", "purpose_text");
            case WRONG_SERVICE_TYPE -> Stream.of("service", "purpose", "purpose_text");
            case INCOMPLETE_FORM -> incomplete(answers, now);
            case DOCUMENT_UNREADABLE, DOCUMENT_MISSING -> CompanyChecks.requiredFiles(answers).stream();
        };
    }

    private static Stream<String> incomplete(FormAnswers answers, Instant now) {
        return FormChecks.checkAnswers(
                        answers, now.atZone(WorkingCalendar.PAKISTAN_ZONE).toLocalDate())
                .stream()
                .filter(check ->
                        check.level() != CheckFinding.Level.FITS && check.reason() == DecisionReason.INCOMPLETE_FORM)
                .map(CheckFinding::about);
    }
}
