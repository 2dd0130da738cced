package pk.rahnuma.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.Ask;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FieldTypes;
import pk.rahnuma.dialog.field.Reading;

/// The checks that need nothing but the answers: formats and what one answer says about another (domain.md 2 and 5.1).
/// The form asked for most of it; here is what it let pass with a warning, and what does not depend on the form.
final class FormChecks {

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

    private final Answers answers;
    private final LocalDate today;
    private final List<Check> found = new ArrayList<>();

    private FormChecks(Answers answers, LocalDate today) {
        this.answers = answers;
        this.today = today;
    }

    /// @param today in Pakistan
    static List<Check> of(Answers answers, LocalDate today) {
        FormChecks checks = new FormChecks(answers, today);
        checks.completeness();
        checks.person();
        checks.tax();
        checks.engagement();
        if (answers.text("route").equals("mobile_number")) {
            checks.mobileRoute();
        } else {
            checks.staticRoute();
        }
        checks.vpn();
        return List.copyOf(checks.found);
    }

    private void completeness() {
        List<String> wanted = new ArrayList<>(ALWAYS);
        wanted.addAll(answers.text("route").equals("mobile_number") ? MOBILE : STATIC);
        for (String name : wanted) {
            if (answers.text(name).isBlank()) {
                found.add(Check.wrong(name, "is missing", Reason.INCOMPLETE_FORM));
            }
        }
        if (!answers.flag("declaration")) {
            found.add(Check.wrong("declaration", "was not made", Reason.INCOMPLETE_FORM));
        }
    }

    private void person() {
        if (answers.text("id_type").equals("passport")) {
            found.add(Check.look("id_number", "a passport: nothing public says that it is accepted", null));
        } else {
            format("id_number", "cnic", Map.of(), Reason.CNIC_MISMATCH_OR_EXPIRED);
        }
        format("mobile", "phone", Map.of("mobile", true), Reason.INCOMPLETE_FORM);
        format("email", "email", Map.of(), Reason.INCOMPLETE_FORM);
    }

    private void tax() {
        String ntn = answers.text("ntn");
        format("ntn", "ntn", Map.of(), null);
        if (ntn.length() == PERSONAL_NTN && !ntn.equals(answers.text("id_number"))) {
            found.add(Check.look("ntn", "of 13 digits, but not the applicant's own identity number", null));
        }
        switch (answers.text("tax_status")) {
            case "inactive", "not_registered" ->
                found.add(Check.look(
                        "tax_status",
                        answers.text("tax_status") + ": matters only where the taxpayers' list is the proof",
                        Reason.NOT_ACTIVE_TAXPAYER));
            default -> {}
        }
    }

    private void engagement() {
        if (answers.text("engagement_proof_type").equals("platform_profile")) {
            found.add(Check.look(
                    "engagement_proof_type",
                    "a platform profile alone may be refused: PTA names a letter or an e-mail",
                    Reason.LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE));
        }
        format("client_contact_email", "email", Map.of(), Reason.LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE);
        String from = answers.text("engagement_from");
        String to = answers.text("engagement_to");
        if (!to.isBlank() && to.compareTo(from) < 0) {
            found.add(Check.wrong("engagement_to", "is before the beginning", Reason.INCOMPLETE_FORM));
        } else if (!to.isBlank() && to.compareTo(today.toString()) < 0) {
            found.add(Check.look("engagement_to", "has passed", Reason.PURPOSE_NOT_COMMERCIAL));
        }
        if (from.compareTo(today.toString()) > 0) {
            found.add(Check.look("engagement_from", "is still to come", null));
        }
    }

    private void staticRoute() {
        List<String> addresses = answers.list("ips");
        if (addresses.isEmpty()) {
            found.add(Check.wrong("ips", "no address is given", Reason.INCOMPLETE_FORM));
        }
        Set<String> seen = new HashSet<>();
        for (String address : addresses) {
            read("ips", "ip", address, Map.of(), Reason.IP_NOT_STATIC_OR_PRIVATE);
            if (!seen.add(address)) {
                found.add(Check.wrong("ips", "one address is there twice", Reason.INCOMPLETE_FORM));
            }
            if (address.equals(answers.text("destination"))) {
                found.add(Check.look("ips", "one address is also the far end of the VPN", Reason.IP_IS_VPN_EXIT));
            }
        }
    }

    private void mobileRoute() {
        format("vpn_mobile_number", "phone", Map.of("mobile", true), Reason.INCOMPLETE_FORM);
        if (!answers.list("ips").isEmpty()) {
            found.add(Check.look("ips", "given, but the route is a mobile number", Reason.INCOMPLETE_FORM));
        }
        if (!answers.flag("sim_in_own_cnic")) {
            found.add(Check.look(
                    "sim_in_own_cnic", "the SIM is not in the applicant's own name", Reason.SUBSCRIBER_ID_MISMATCH));
        }
        String hint = Prefixes.operator(answers.text("vpn_mobile_number"));
        String said = answers.text("operator");
        if (!hint.isEmpty() && !said.isBlank() && !hint.equals(said) && !(hint + said).equals("ufoneonic")) {
            found.add(Check.look(
                    "operator", said + ", but the prefix was given to " + hint + ": perhaps the number moved", null));
        }
    }

    private void vpn() {
        Licensed.product(answers.text("vpn_software"))
                .ifPresent(product -> found.add(Check.look(
                        "vpn_software",
                        product + " is licensed: its users need no registration of their own (PTA, 13 Nov 2025)",
                        Reason.WRONG_SERVICE_TYPE)));
        if (Set.of("personal", "streaming", "blocked_site").contains(answers.text("purpose"))) {
            found.add(Check.look("purpose", "is not commercial", Reason.PURPOSE_NOT_COMMERCIAL));
        }
        int length = answers.text("purpose_text").strip().length();
        if (length > 0 && (length < 20 || length > 500)) {
            found.add(Check.look(
                    "purpose_text", "has " + length + " characters, expected 20 to 500", Reason.INCOMPLETE_FORM));
        }
    }

    /// Reads the answer again as its type would; nothing when there is no answer.
    private void format(String name, String type, Map<String, Object> properties, Reason reason) {
        if (!answers.text(name).isBlank()) {
            read(name, type, answers.text(name), properties, reason);
        }
    }

    private void read(String name, String type, String value, Map<String, Object> properties, Reason reason) {
        FieldType field = FieldTypes.named(type);
        found.add(
                switch (field.read(value, new Ask(properties, List.of(), "en", today, null))) {
                    case Reading.Accepted fine -> Check.fits(name, "looks like one");
                    case Reading.Doubtful doubt -> Check.look(name, words(doubt.problem()), reason);
                    case Reading.Partial partial ->
                        Check.wrong(name, words(partial.problems().getFirst()), reason);
                    case Reading.Refused refused ->
                        Check.wrong(name, words(refused.problems().getFirst()), reason);
                });
    }

    private static String words(Reading.Problem problem) {
        return problem.code().replace('_', ' ');
    }
}
