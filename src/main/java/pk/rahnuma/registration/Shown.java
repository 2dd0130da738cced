package pk.rahnuma.registration;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.Ask;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FieldTypes;

/// Answers as staff see them, those that tell who somebody is masked (domain.md 3.3).
final class Shown {

    /// In the order of the form (domain.md 5.1); what is not listed comes after.
    private static final List<String> ORDER = List.of(
            "work_type",
            "full_name",
            "id_type",
            "id_number",
            "mobile",
            "email",
            "province",
            "city",
            "tax_status",
            "ntn",
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
            "vpn_software",
            "vpn_protocol",
            "server_country",
            "destination",
            "purpose",
            "purpose_text",
            "declaration");
    private static final Map<String, String> SENSITIVE = Map.of(
            "id_number", "cnic",
            "mobile", "phone",
            "email", "email",
            "ntn", "ntn",
            "client_contact_email", "email",
            "subscriber_id", "subscriber",
            "vpn_mobile_number", "phone");
    static final Ask PLAIN = new Ask(Map.of(), List.of(), "en", LocalDate.EPOCH, null);

    private Shown() {}

    static Map<String, String> of(Answers answers, boolean reveal) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String name : ORDER) {
            if (answers.values().get(name) != null) {
                shown.put(name, text(name, answers.values().get(name), reveal));
            }
        }
        answers.values().forEach((name, value) -> shown.putIfAbsent(name, text(name, value, reveal)));
        return shown;
    }

    /// The new ones among these; an answer that is to go is empty.
    static Map<String, String> changes(Answers old, Answers renewed, boolean reveal) {
        Map<String, String> shown = new LinkedHashMap<>();
        of(old, reveal).keySet().stream()
                .filter(name -> !renewed.values().containsKey(name))
                .forEach(name -> shown.put(name, ""));
        of(renewed, reveal).forEach((name, value) -> {
            if (!renewed.values().get(name).equals(old.values().get(name))) {
                shown.put(name, value);
            }
        });
        return shown;
    }

    private static String text(String name, Object value, boolean reveal) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                list.stream().map(item -> text(name, item, reveal)).collect(Collectors.joining(", "));
            case Boolean truth -> truth ? "yes" : "no";
            default -> one(name, String.valueOf(value), reveal);
        };
    }

    private static String one(String name, String value, boolean reveal) {
        if (Answers.FILES.contains(name)) {
            return "see Documents";
        }
        FieldType type = FieldTypes.named(SENSITIVE.get(name));
        if (reveal || value.isBlank()) {
            return type == null ? value : type.show(value, PLAIN);
        }
        if (name.equals("ips")) {
            return network(value);
        }
        return type == null ? value : type.mask(value, PLAIN);
    }

    /// The network an address is in, not the address: `39.32.•••`.
    private static String network(String address) {
        char separator = address.indexOf(':') < 0 ? '.' : ':';
        int second = address.indexOf(separator, address.indexOf(separator) + 1);
        return address.substring(0, second + 1) + "•••";
    }
}
