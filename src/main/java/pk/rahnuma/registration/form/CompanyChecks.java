package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;

/// The checks of an organisation's form that need nothing but the answers (domain.md 2, 5.2). Whether an address is one
/// of a Pakistani network is not among them: no list of these is at hand.
final class CompanyChecks {

    /// From so many addresses on, those whitelisted before included, whitelisting has a fee (F8).
    static final int FEE_FROM = 5;

    private static final List<String> ALWAYS = List.of(
            "service",
            "org_type",
            "legal_name",
            "address",
            "province",
            "city",
            "applicant_name",
            "applicant_designation",
            "applicant_cnic",
            "applicant_mobile",
            "applicant_email",
            "applicant_authority",
            "purpose",
            "purpose_text");
    private static final Set<String> AT_SECP = Set.of("private_ltd", "smc", "public_ltd", "llp");
    private static final Set<String> OFFICIAL = Set.of("embassy_mission", "government");
    private static final int PERSONAL_NTN = 13;
    /// Days before the end of a PSEB certificate from which a renewal should be on its way.
    private static final int SOON = 30;

    private static final Pattern FREE_MAIL = Pattern.compile(
            ".*@(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|gmx|proton|protonmail)\\.[a-z.]+");

    private final FormAnswers answers;
    private final LocalDate today;
    private final CheckCollector list;

    private CompanyChecks(FormAnswers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
        this.list = new CheckCollector(answers, today);
    }

    /// @param today in Pakistan
    static List<CheckFinding> of(FormAnswers answers, LocalDate today) {
        CompanyChecks checks = new CompanyChecks(answers, today);
        checks.list.needs(ALWAYS);
        checks.list.declaration();
        papers(answers).forEach(name -> checks.list.needs(name, DecisionReason.DOCUMENT_MISSING));
        checks.organisation();
        checks.proof();
        checks.applicant();
        checks.connections();
        checks.service();
        checks.list.purpose();
        return checks.list.found();
    }

    /// The files that this organisation has to send for its service, by name, in the order of the form.
    static List<String> papers(FormAnswers answers) {
        List<String> names = new ArrayList<>();
        names.add(official(answers) ? "official_letter" : "company_proof");
        if (callCentre(answers)) {
            names.add("pseb_certificate");
        }
        names.addAll(List.of("id_front", "id_back"));
        if (answers.text("applicant_authority").equals("authorised")) {
            names.add("authority_letter");
        }
        return names;
    }

    private static boolean official(FormAnswers answers) {
        return OFFICIAL.contains(answers.text("org_type"));
    }

    private static boolean callCentre(FormAnswers answers) {
        return answers.text("service").equals("whitelist_call_centre");
    }

    private boolean whitelisting() {
        return callCentre(answers) || answers.text("service").equals("whitelist_video_conf");
    }

    private boolean soleProprietor() {
        return answers.text("org_type").equals("sole_proprietor");
    }

    private void organisation() {
        if (AT_SECP.contains(answers.text("org_type"))) {
            list.needs("secp_number", DecisionReason.INCOMPLETE_FORM);
        }
        list.format("secp_number", "secp", DecisionReason.COMPANY_PROOF_INVALID);
        list.format("strn", "strn", null);
        list.format("landline", "phone", null);
        if (official(answers)) {
            return;
        }
        list.needs("ntn", DecisionReason.INCOMPLETE_FORM);
        list.format("ntn", "ntn", DecisionReason.COMPANY_PROOF_INVALID);
        String ntn = answers.text("ntn");
        if (ntn.isBlank()) {
            return;
        }
        boolean personal = ntn.length() == PERSONAL_NTN;
        if (personal != soleProprietor()) {
            list.look(
                    "ntn",
                    StaffRemark.found(personal ? "ntn_of_person" : "ntn_not_owners"),
                    DecisionReason.COMPANY_PROOF_INVALID);
        } else if (personal
                && answers.text("applicant_authority").equals("owner_director")
                && !ntn.equals(answers.identity())) {
            list.look("ntn", StaffRemark.found("ntn_not_applicants"), null);
        }
    }

    /// One proof of either kind (F4, F7); missions and government bring a letter.
    private void proof() {
        String proof = answers.text("company_proof_type");
        if (official(answers)) {
            if (!proof.isBlank()) {
                list.look("company_proof_type", StaffRemark.found("letter_instead"), null);
            }
            return;
        }
        list.needs("company_proof_type", DecisionReason.COMPANY_PROOF_INVALID);
        if (proof.equals("incorporation") && soleProprietor()) {
            list.look(
                    "company_proof_type", StaffRemark.found("sole_incorporated"), DecisionReason.COMPANY_PROOF_INVALID);
        }
    }

    private void applicant() {
        list.format("applicant_cnic", "cnic", DecisionReason.CNIC_MISMATCH_OR_EXPIRED);
        list.format("applicant_mobile", "phone", Map.of("mobile", true), DecisionReason.INCOMPLETE_FORM);
        list.format("applicant_email", "email", DecisionReason.INCOMPLETE_FORM);
        if (FREE_MAIL.matcher(answers.text("applicant_email")).matches()) {
            list.look("applicant_email", StaffRemark.found("free_mail"), null);
        }
    }

    private void connections() {
        List<FormAnswers> connections = answers.items(FormAnswers.CONNECTIONS);
        list.addresses(FormAnswers.CONNECTIONS, answers.written(), "destinations");
        for (int i = 0; i < connections.size(); i++) {
            List<String> wanted = whitelisting()
                    ? List.of("site", "isp", "subscriber_id", "sponsor")
                    : List.of("site", "isp", "subscriber_id");
            for (String name : wanted) {
                if (connections.get(i).text(name).isBlank()) {
                    list.wrong(
                            FormAnswers.CONNECTIONS,
                            StaffRemark.found("line_missing", "line", i + 1, "field", new StaffRemark.Field(name)),
                            DecisionReason.INCOMPLETE_FORM);
                }
            }
            if (connections.get(i).list("addresses").isEmpty()) {
                list.wrong(
                        FormAnswers.CONNECTIONS,
                        StaffRemark.found("line_no_address", "line", i + 1),
                        DecisionReason.INCOMPLETE_FORM);
            }
        }
    }

    private void service() {
        switch (answers.text("service")) {
            case "whitelist_call_centre" -> certificate();
            case "whitelist_video_conf" -> list.needs("equipment", DecisionReason.INCOMPLETE_FORM);
            default -> {
                list.needs("vpn_software", DecisionReason.INCOMPLETE_FORM);
                if (answers.text("purpose").equals("voice_calls")) {
                    list.look("purpose", StaffRemark.found("voice_calls"), DecisionReason.WRONG_SERVICE_TYPE);
                }
            }
        }
        if (whitelisting()) {
            fee();
        }
    }

    private void certificate() {
        list.needs("pseb_certificate_no", DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        list.needs("pseb_expiry", DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        String until = answers.text("pseb_expiry");
        if (until.isBlank()) {
            return;
        }
        if (until.compareTo(today.toString()) < 0) {
            list.wrong("pseb_expiry", StaffRemark.found("passed"), DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        } else if (until.compareTo(today.plusDays(SOON).toString()) < 0) {
            list.look("pseb_expiry", StaffRemark.found("soon"), DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        }
    }

    private void fee() {
        long before = answers.values().get("previously_whitelisted") instanceof Number count ? count.longValue() : 0;
        long all = answers.addresses().size() + before;
        if (all >= FEE_FROM && answers.text("fee_proof").isBlank()) {
            list.look("fee_proof", StaffRemark.found("fee", "count", all), DecisionReason.FEE_UNPAID);
        }
    }
}
