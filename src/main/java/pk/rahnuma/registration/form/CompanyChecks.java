package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.StaffRemark;

/// Checks of an organisation's form that need only the answers (docs/domain.md, "Numbers" and "Documents"). They do not
/// check that an address belongs to a Pakistani network, since no list of these networks is available.
final class CompanyChecks {

    /// Number of addresses, including those whitelisted before, from which whitelisting has a fee (docs/domain.md,
    /// "Documents").
    static final int FEE_MIN_ADDRESSES = 5;

    private static final List<String> REQUIRED_QUESTIONS = List.of(
            "service",
            "org_type",
            "legal_name",
            "address",
            "province",
            FormAnswers.CITY,
            FormAnswers.APPLICANT_NAME,
            FormAnswers.APPLICANT_CNIC,
            "applicant_mobile",
            "applicant_email",
            "applicant_authority",
            "purpose");
    /// Questions that applicants may leave out, and that have to be known before a decision.
    private static final List<String> LATER_QUESTIONS = List.of("applicant_designation", "purpose_text");
    private static final Set<String> SECP_ORGANISATION_TYPES = Set.of("private_ltd", "smc", "public_ltd", "llp");
    private static final Set<String> OFFICIAL_ORGANISATION_TYPES = Set.of("embassy_mission", "government");
    private static final int CNIC_DIGITS = 13;
    /// Days before the end of a PSEB certificate from which its renewal should be in progress.
    private static final int RENEWAL_NOTICE_DAYS = 30;

    private static final Pattern FREE_MAIL = Pattern.compile(
            "^[^@]*+@(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|gmx|proton|protonmail)\\.[a-z.]+");

    private final FormAnswers answers;
    private final LocalDate today;
    private final CheckCollector list;

    private CompanyChecks(FormAnswers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
        this.list = new CheckCollector(answers, today);
    }

    /// Runs all checks.
    ///
    /// @param today in Pakistan
    static List<CheckFinding> checkAnswers(FormAnswers answers, LocalDate today) {
        CompanyChecks checks = new CompanyChecks(answers, today);
        checks.list.requireAnswers(REQUIRED_QUESTIONS);
        LATER_QUESTIONS.forEach(checks.list::checkLeftOut);
        checks.list.checkDeclaration();
        requiredFiles(answers).forEach(name -> checks.list.requireAnswers(name, DecisionReason.DOCUMENT_MISSING));
        checks.organisation();
        checks.proof();
        checks.applicant();
        checks.connections();
        checks.service();
        checks.list.checkPurpose();
        return checks.list.collectedFindings();
    }

    /// Names of the files that this organisation must send for its service, in the order of the form.
    static List<String> requiredFiles(FormAnswers answers) {
        List<String> names = new ArrayList<>();
        names.add(official(answers) ? "official_letter" : "company_proof");
        if (callCentre(answers)) {
            names.add("pseb_certificate");
        }
        names.addAll(answers.hasPassport() ? List.of("passport_page") : List.of("id_front", "id_back"));
        if (answers.textAnswer("applicant_authority").equals("authorised")) {
            names.add("authority_letter");
        }
        return names;
    }

    private static boolean official(FormAnswers answers) {
        return OFFICIAL_ORGANISATION_TYPES.contains(answers.textAnswer("org_type"));
    }

    private static boolean callCentre(FormAnswers answers) {
        return answers.textAnswer("service").equals("whitelist_call_centre");
    }

    private boolean whitelisting() {
        return callCentre(answers) || answers.textAnswer("service").equals("whitelist_video_conf");
    }

    private boolean soleProprietor() {
        return answers.textAnswer("org_type").equals("sole_proprietor");
    }

    private void organisation() {
        if (SECP_ORGANISATION_TYPES.contains(answers.textAnswer("org_type"))) {
            list.checkLeftOut("secp_number");
        }
        list.checkFormat("secp_number", "secp", DecisionReason.COMPANY_PROOF_INVALID);
        list.checkFormat("strn", "strn", null);
        list.checkFormat("landline", "phone", null);
        if (official(answers)) {
            return;
        }
        list.requireAnswers("ntn", DecisionReason.INCOMPLETE_FORM);
        list.checkFormat("ntn", "ntn", DecisionReason.COMPANY_PROOF_INVALID);
        String ntn = answers.textAnswer("ntn");
        if (ntn.isBlank()) {
            return;
        }
        boolean personal = ntn.length() == CNIC_DIGITS;
        if (personal != soleProprietor()) {
            list.addDoubt(
                    "ntn",
                    StaffRemark.ofFinding(personal ? "ntn_of_person" : "ntn_not_owners"),
                    DecisionReason.COMPANY_PROOF_INVALID);
        } else if (personal
                && answers.textAnswer("applicant_authority").equals("owner_director")
                && !ntn.equals(answers.identityNumber())) {
            list.addDoubt("ntn", StaffRemark.ofFinding("ntn_not_applicants"), null);
        }
    }

    /// Checks the proof: one of either kind; missions and government bring a letter.
    private void proof() {
        String proof = answers.textAnswer("company_proof_type");
        if (official(answers)) {
            if (!proof.isBlank()) {
                list.addDoubt("company_proof_type", StaffRemark.ofFinding("letter_instead"), null);
            }
            return;
        }
        list.requireAnswers("company_proof_type", DecisionReason.COMPANY_PROOF_INVALID);
        if (proof.equals("incorporation") && soleProprietor()) {
            list.addDoubt(
                    "company_proof_type",
                    StaffRemark.ofFinding("sole_incorporated"),
                    DecisionReason.COMPANY_PROOF_INVALID);
        }
    }

    private void applicant() {
        if (answers.hasPassport()) {
            list.requireAnswers(FormAnswers.PASSPORT_NUMBER, DecisionReason.INCOMPLETE_FORM);
        } else {
            list.checkFormat(FormAnswers.APPLICANT_CNIC, "cnic", DecisionReason.CNIC_MISMATCH_OR_EXPIRED);
        }
        list.checkFormat("applicant_mobile", "phone", Map.of("mobile", true), DecisionReason.INCOMPLETE_FORM);
        list.checkFormat("applicant_email", "email", DecisionReason.INCOMPLETE_FORM);
        if (FREE_MAIL.matcher(answers.textAnswer("applicant_email")).matches()) {
            list.addDoubt("applicant_email", StaffRemark.ofFinding("free_mail"), null);
        }
    }

    private void connections() {
        List<FormAnswers> connections = answers.itemAnswers(FormAnswers.CONNECTIONS);
        list.checkAddresses(FormAnswers.CONNECTIONS, answers.writtenAddresses(), "destinations");
        for (int i = 0; i < connections.size(); i++) {
            List<String> wanted = whitelisting()
                    ? List.of("site", "isp", "subscriber_id", "sponsor")
                    : List.of("site", "isp", "subscriber_id");
            for (String name : wanted) {
                if (connections.get(i).textAnswer(name).isBlank()) {
                    list.addError(
                            FormAnswers.CONNECTIONS,
                            StaffRemark.ofFinding("line_missing", "line", i + 1, "field", new StaffRemark.Field(name)),
                            DecisionReason.INCOMPLETE_FORM);
                }
            }
            if (connections.get(i).listAnswer("addresses").isEmpty()) {
                list.addError(
                        FormAnswers.CONNECTIONS,
                        StaffRemark.ofFinding("line_no_address", "line", i + 1),
                        DecisionReason.INCOMPLETE_FORM);
            }
        }
    }

    private void service() {
        switch (answers.textAnswer("service")) {
            case "whitelist_call_centre" -> certificate();
            case "whitelist_video_conf" -> list.requireAnswers("equipment", DecisionReason.INCOMPLETE_FORM);
            default -> {
                list.requireAnswers("vpn_software", DecisionReason.INCOMPLETE_FORM);
                if (answers.textAnswer("purpose").equals("voice_calls")) {
                    list.addDoubt("purpose", StaffRemark.ofFinding("voice_calls"), DecisionReason.WRONG_SERVICE_TYPE);
                }
            }
        }
        if (whitelisting()) {
            fee();
        }
    }

    private void certificate() {
        list.requireAnswers("pseb_certificate_no", DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        list.requireAnswers("pseb_expiry", DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        String until = answers.textAnswer("pseb_expiry");
        if (until.isBlank()) {
            return;
        }
        if (until.compareTo(today.toString()) < 0) {
            list.addError("pseb_expiry", StaffRemark.ofFinding("passed"), DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        } else if (until.compareTo(today.plusDays(RENEWAL_NOTICE_DAYS).toString()) < 0) {
            list.addDoubt("pseb_expiry", StaffRemark.ofFinding("soon"), DecisionReason.PSEB_CERT_MISSING_OR_EXPIRED);
        }
    }

    private void fee() {
        long before = answers.values().get("previously_whitelisted") instanceof Number count ? count.longValue() : 0;
        long all = answers.addressBytes().size() + before;
        if (all >= FEE_MIN_ADDRESSES && answers.textAnswer("fee_proof").isBlank()) {
            list.addDoubt("fee_proof", StaffRemark.ofFinding("fee", "count", all), DecisionReason.FEE_UNPAID);
        }
    }
}
