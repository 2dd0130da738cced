package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;

/// Checks that need only the answers: formats, and contradictions between answers (docs/domain.md, "Numbers" and
/// "Documents"; for organisations [CompanyChecks]). The form has checked most of it; these checks report what it
/// accepted with a warning, and what does not depend on the form.
public final class FormChecks {

    private static final List<String> REQUIRED_QUESTIONS = List.of(
            "work_type",
            FormAnswers.FULL_NAME,
            "id_type",
            "id_number",
            "mobile",
            "province",
            FormAnswers.CITY,
            "route",
            "vpn_software",
            "purpose");
    /// Questions that applicants may leave out, and that have to be known before a decision.
    private static final List<String> LATER_QUESTIONS = List.of(
            "tax_status", "engagement_proof_type", "client_name", "client_country", "engagement_from", "purpose_text");
    private static final List<String> STATIC_ROUTE_QUESTIONS = List.of("isp", "subscriber_id");
    private static final List<String> MOBILE_ROUTE_QUESTIONS = List.of("vpn_mobile_number");
    private static final int CNIC_DIGITS = 13;

    private final FormAnswers answers;
    private final LocalDate today;
    private final CheckCollector list;

    private FormChecks(FormAnswers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
        this.list = new CheckCollector(answers, today);
    }

    /// Runs all checks.
    ///
    /// @param today in Pakistan
    public static List<CheckFinding> checkAnswers(FormAnswers answers, LocalDate today) {
        if (answers.isOfOrganisation()) {
            return CompanyChecks.checkAnswers(answers, today);
        }
        FormChecks checks = new FormChecks(answers, today);
        checks.completeness();
        checks.person();
        checks.tax();
        checks.engagement();
        if (answers.textAnswer("route").equals("mobile_number")) {
            checks.mobileRoute();
        } else {
            checks.list.checkAddresses(FormAnswers.ADDRESSES, answers.listAnswer(FormAnswers.ADDRESSES), "destination");
        }
        checks.list.checkPurpose();
        return checks.list.collectedFindings();
    }

    private void completeness() {
        list.requireAnswers(REQUIRED_QUESTIONS);
        list.requireAnswers(
                answers.textAnswer("route").equals("mobile_number") ? MOBILE_ROUTE_QUESTIONS : STATIC_ROUTE_QUESTIONS);
        list.checkDeclaration();
        LATER_QUESTIONS.forEach(list::checkLeftOut);
    }

    private void person() {
        if (answers.textAnswer("id_type").equals("passport")) {
            list.addDoubt("id_number", StaffRemark.ofFinding("passport"), null);
        } else {
            list.checkFormat("id_number", "cnic", DecisionReason.CNIC_MISMATCH_OR_EXPIRED);
        }
        list.checkFormat("mobile", "phone", Map.of("mobile", true), DecisionReason.INCOMPLETE_FORM);
        list.checkFormat("email", "email", DecisionReason.INCOMPLETE_FORM);
    }

    private void tax() {
        String ntn = answers.textAnswer("ntn");
        list.checkFormat("ntn", "ntn", null);
        if (ntn.length() == CNIC_DIGITS && !ntn.equals(answers.textAnswer("id_number"))) {
            list.addDoubt("ntn", StaffRemark.ofFinding("ntn_of_another"), null);
        }
        switch (answers.textAnswer("tax_status")) {
            case "inactive", "not_registered" ->
                list.addDoubt(
                        "tax_status",
                        StaffRemark.ofFinding(
                                "tax_status",
                                "status",
                                new StaffRemark.Option("tax_status", answers.textAnswer("tax_status"))),
                        DecisionReason.NOT_ACTIVE_TAXPAYER);
            default -> {}
        }
    }

    private void engagement() {
        if (answers.textAnswer("engagement_proof_type").equals("platform_profile")) {
            list.addDoubt(
                    "engagement_proof_type",
                    StaffRemark.ofFinding("platform_profile"),
                    DecisionReason.LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE);
        }
        list.checkFormat("client_contact_email", "email", DecisionReason.LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE);
        String from = answers.textAnswer("engagement_from");
        String to = answers.textAnswer("engagement_to");
        if (!to.isBlank() && to.compareTo(from) < 0) {
            list.addError("engagement_to", StaffRemark.ofFinding("before_begin"), DecisionReason.INCOMPLETE_FORM);
        } else if (!to.isBlank() && to.compareTo(today.toString()) < 0) {
            list.addDoubt("engagement_to", StaffRemark.ofFinding("passed"), DecisionReason.PURPOSE_NOT_COMMERCIAL);
        }
        if (from.compareTo(today.toString()) > 0) {
            list.addDoubt("engagement_from", StaffRemark.ofFinding("to_come"), null);
        }
    }

    private void mobileRoute() {
        list.checkFormat("vpn_mobile_number", "phone", Map.of("mobile", true), DecisionReason.INCOMPLETE_FORM);
        if (!answers.listAnswer("ips").isEmpty()) {
            list.addDoubt("ips", StaffRemark.ofFinding("ips_with_mobile"), DecisionReason.INCOMPLETE_FORM);
        }
        if (!answers.flagAnswer("sim_in_own_cnic")) {
            list.addDoubt(
                    "sim_in_own_cnic", StaffRemark.ofFinding("sim_of_another"), DecisionReason.SUBSCRIBER_ID_MISMATCH);
        }
        String hint = MobileOperatorPrefixes.operatorOf(answers.textAnswer("vpn_mobile_number"));
        String said = answers.textAnswer("operator");
        if (hint.isEmpty()) {
            list.checkLeftOut("operator");
        } else if (said.isBlank()) {
            list.addDoubt(
                    "operator",
                    StaffRemark.ofFinding("operator_prefix", "hint", new StaffRemark.Option("operator", hint)),
                    null);
        } else if (!hint.equals(said) && !(hint + said).equals("ufoneonic")) {
            list.addDoubt(
                    "operator",
                    StaffRemark.ofFinding(
                            "operator_moved",
                            "said",
                            new StaffRemark.Option("operator", said),
                            "hint",
                            new StaffRemark.Option("operator", hint)),
                    null);
        }
    }
}
