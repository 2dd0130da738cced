package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;

/// The checks that need nothing but the answers: formats and what one answer says about another (domain.md 2, 5.1, and
/// for organisations [CompanyChecks]). The form asked for most of it; here is what it let pass with a warning, and what
/// does not depend on the form.
public final class FormChecks {

    private static final List<String> ALWAYS = List.of(
            "work_type",
            "full_name",
            "id_type",
            "id_number",
            "mobile",
            "email",
            "province",
            "city",
            "tax_status",
            "engagement_proof_type",
            "client_name",
            "client_country",
            "engagement_from",
            "route",
            "vpn_software",
            "purpose",
            "purpose_text");
    private static final List<String> STATIC = List.of("isp", "subscriber_id");
    private static final List<String> MOBILE = List.of("vpn_mobile_number", "operator");
    private static final int PERSONAL_NTN = 13;

    private final FormAnswers answers;
    private final LocalDate today;
    private final CheckCollector list;

    private FormChecks(FormAnswers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
        this.list = new CheckCollector(answers, today);
    }

    /// @param today in Pakistan
    public static List<CheckFinding> of(FormAnswers answers, LocalDate today) {
        if (answers.ofOrganisation()) {
            return CompanyChecks.of(answers, today);
        }
        FormChecks checks = new FormChecks(answers, today);
        checks.completeness();
        checks.person();
        checks.tax();
        checks.engagement();
        if (answers.text("route").equals("mobile_number")) {
            checks.mobileRoute();
        } else {
            checks.list.addresses(FormAnswers.ADDRESSES, answers.list(FormAnswers.ADDRESSES), "destination");
        }
        checks.list.purpose();
        return checks.list.found();
    }

    private void completeness() {
        list.needs(ALWAYS);
        list.needs(answers.text("route").equals("mobile_number") ? MOBILE : STATIC);
        list.declaration();
    }

    private void person() {
        if (answers.text("id_type").equals("passport")) {
            list.look("id_number", StaffRemark.found("passport"), null);
        } else {
            list.format("id_number", "cnic", DecisionReason.CNIC_MISMATCH_OR_EXPIRED);
        }
        list.format("mobile", "phone", Map.of("mobile", true), DecisionReason.INCOMPLETE_FORM);
        list.format("email", "email", DecisionReason.INCOMPLETE_FORM);
    }

    private void tax() {
        String ntn = answers.text("ntn");
        list.format("ntn", "ntn", null);
        if (ntn.length() == PERSONAL_NTN && !ntn.equals(answers.text("id_number"))) {
            list.look("ntn", StaffRemark.found("ntn_of_another"), null);
        }
        switch (answers.text("tax_status")) {
            case "inactive", "not_registered" ->
                list.look(
                        "tax_status",
                        StaffRemark.found(
                                "tax_status",
                                "status",
                                new StaffRemark.Option("tax_status", answers.text("tax_status"))),
                        DecisionReason.NOT_ACTIVE_TAXPAYER);
            default -> {}
        }
    }

    private void engagement() {
        if (answers.text("engagement_proof_type").equals("platform_profile")) {
            list.look(
                    "engagement_proof_type",
                    StaffRemark.found("platform_profile"),
                    DecisionReason.LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE);
        }
        list.format("client_contact_email", "email", DecisionReason.LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE);
        String from = answers.text("engagement_from");
        String to = answers.text("engagement_to");
        if (!to.isBlank() && to.compareTo(from) < 0) {
            list.wrong("engagement_to", StaffRemark.found("before_begin"), DecisionReason.INCOMPLETE_FORM);
        } else if (!to.isBlank() && to.compareTo(today.toString()) < 0) {
            list.look("engagement_to", StaffRemark.found("passed"), DecisionReason.PURPOSE_NOT_COMMERCIAL);
        }
        if (from.compareTo(today.toString()) > 0) {
            list.look("engagement_from", StaffRemark.found("to_come"), null);
        }
    }

    private void mobileRoute() {
        list.format("vpn_mobile_number", "phone", Map.of("mobile", true), DecisionReason.INCOMPLETE_FORM);
        if (!answers.list("ips").isEmpty()) {
            list.look("ips", StaffRemark.found("ips_with_mobile"), DecisionReason.INCOMPLETE_FORM);
        }
        if (!answers.flag("sim_in_own_cnic")) {
            list.look("sim_in_own_cnic", StaffRemark.found("sim_of_another"), DecisionReason.SUBSCRIBER_ID_MISMATCH);
        }
        String hint = MobileOperatorPrefixes.operator(answers.text("vpn_mobile_number"));
        String said = answers.text("operator");
        if (!hint.isEmpty() && !said.isBlank() && !hint.equals(said) && !(hint + said).equals("ufoneonic")) {
            list.look(
                    "operator",
                    StaffRemark.found(
                            "operator_moved",
                            "said",
                            new StaffRemark.Option("operator", said),
                            "hint",
                            new StaffRemark.Option("operator", hint)),
                    null);
        }
    }
}
