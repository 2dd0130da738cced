package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.SensitiveTextMasker;
import pk.rahnuma.dialog.script.FieldTypeRegistry;
import pk.rahnuma.shared.Language;

/// Answers as staff see them, with identifying values masked.
public final class MaskedAnswers {

    /// Order of the forms in bot-scripts; unlisted answers follow.
    private static final List<String> QUESTION_ORDER = List.of(
            "service",
            "org_type",
            "legal_name",
            "trade_name",
            "secp_number",
            "work_type",
            FormAnswers.FULL_NAME,
            "id_type",
            "id_number",
            "mobile",
            "email",
            "province",
            FormAnswers.CITY,
            "tax_status",
            "ntn",
            "strn",
            "company_proof_type",
            "company_proof",
            "official_letter",
            "pseb_certificate_no",
            "pseb_expiry",
            "pseb_certificate",
            "address",
            "landline",
            "website",
            FormAnswers.APPLICANT_NAME,
            "applicant_designation",
            "applicant_cnic",
            "passport_number",
            "passport_country",
            "passport_page",
            "applicant_mobile",
            "applicant_email",
            "applicant_authority",
            "authority_letter",
            "pseb_number",
            "engagement_proof_type",
            "id_front",
            "id_back",
            "proof_file",
            "client_name",
            "client_country",
            "client_contact_email",
            "engagement_from",
            "engagement_to",
            "route",
            "isp",
            "subscriber_id",
            "ips",
            "vpn_mobile_number",
            "operator",
            "sim_in_own_cnic",
            "connections",
            "previously_whitelisted",
            "fee_proof",
            "vpn_software",
            "vpn_protocol",
            "server_country",
            "destination",
            "destinations",
            "equipment",
            "user_count",
            "remote_staff_count",
            "purpose",
            "purpose_text",
            "declaration");
    private static final Map<String, String> SENSITIVE_QUESTION_TYPES = Map.ofEntries(
            Map.entry("id_number", "cnic"),
            Map.entry("mobile", "phone"),
            Map.entry("email", "email"),
            Map.entry("ntn", "ntn"),
            Map.entry("strn", "strn"),
            Map.entry("applicant_cnic", "cnic"),
            Map.entry("passport_number", "subscriber"),
            Map.entry("applicant_mobile", "phone"),
            Map.entry("applicant_email", "email"),
            Map.entry("client_contact_email", "email"),
            Map.entry("subscriber_id", "subscriber"),
            Map.entry("vpn_mobile_number", "phone"));
    /// Separator of several values of one answer.
    public static final String VALUE_SEPARATOR = ", ";
    /// Separator of the answers about one line.
    public static final String PART_SEPARATOR = "; ";
    /// Text in place of a document.
    public static final String DOCUMENT_PLACEHOLDER = "see Documents";

    private static final Set<String> ADDRESS_QUESTIONS = Set.of("ips", "addresses");
    /// Context for masks that depend on no question.
    public static final FieldContext NEUTRAL_CONTEXT =
            new FieldContext(Map.of(), List.of(), Language.ENGLISH, LocalDate.EPOCH, null);

    private MaskedAnswers() {}

    /// Masked answers in the order of the forms.
    ///
    /// @param reveal whether identifying values stay readable
    public static Map<String, String> maskAnswers(FormAnswers answers, boolean reveal) {
        Map<String, String> shown = new LinkedHashMap<>();
        single(answers).forEach((name, value) -> shown.put(name, text(name, value, reveal)));
        return shown;
    }

    /// New values among these answers; an answer that is removed is empty.
    public static Map<String, String> maskChanges(FormAnswers old, FormAnswers renewed, boolean reveal) {
        Map<String, Object> before = single(old);
        Map<String, Object> after = single(renewed);
        Map<String, String> shown = new LinkedHashMap<>();
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> shown.put(name, ""));
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                shown.put(name, text(name, value, reveal));
            }
        });
        return shown;
    }

    /// Answers in the order of the form, with the items of a list separate: `connections/1`.
    private static Map<String, Object> single(FormAnswers answers) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        QUESTION_ORDER.stream()
                .filter(name -> answers.values().get(name) != null)
                .forEach(name -> ordered.put(name, answers.values().get(name)));
        answers.values().forEach((name, value) -> {
            if (value != null) {
                ordered.putIfAbsent(name, value);
            }
        });
        Map<String, Object> single = new LinkedHashMap<>();
        ordered.forEach((name, value) -> {
            List<FormAnswers> items = answers.itemAnswers(name);
            if (items.isEmpty()) {
                single.put(name, value);
            }
            for (int i = 0; i < items.size(); i++) {
                single.put(name + "/" + (i + 1), items.get(i).values());
            }
        });
        return single;
    }

    private static String text(String name, Object value, boolean reveal) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                list.stream().map(item -> text(name, item, reveal)).collect(Collectors.joining(VALUE_SEPARATOR));
            case Map<?, ?> item ->
                FormAnswers.LINE_PARTS.stream()
                        .filter(item::containsKey)
                        .map(part -> text(part, item.get(part), reveal))
                        .collect(Collectors.joining(PART_SEPARATOR));
            case Boolean truth -> truth ? "yes" : "no";
            default -> one(name, String.valueOf(value), reveal);
        };
    }

    private static String one(String name, String value, boolean reveal) {
        if (FormAnswers.FILE_QUESTIONS.contains(name)) {
            return DOCUMENT_PLACEHOLDER;
        }
        FieldType type = FieldTypeRegistry.findByName(SENSITIVE_QUESTION_TYPES.get(name));
        if (reveal || value.isBlank()) {
            return type == null ? value : type.formatValue(value, NEUTRAL_CONTEXT);
        }
        if (ADDRESS_QUESTIONS.contains(name)) {
            return network(value);
        }
        // A card number may stand in any text.
        return type == null ? SensitiveTextMasker.maskText(value) : type.maskValue(value, NEUTRAL_CONTEXT);
    }

    /// Network of an address instead of the address: `39.32.•••`.
    private static String network(String address) {
        char separator = address.indexOf(':') < 0 ? '.' : ':';
        int second = address.indexOf(separator, address.indexOf(separator) + 1);
        return address.substring(0, second + 1) + "•••";
    }
}
