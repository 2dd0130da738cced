package pk.rahnuma.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.Addresses;

/// What an applicant answered, by name (domain.md 5.1).
///
/// @param values as the script kept them: text, yes or no, lists of text
public record Answers(Map<String, Object> values) {

    static final String ID_NUMBER = "id_number";
    static final String MOBILE = "mobile";
    static final String VPN_MOBILE = "vpn_mobile_number";
    static final String ADDRESSES = "ips";
    /// Answered by files; the answer is the number of a document.
    static final List<String> FILES = List.of("id_front", "id_back", "proof_file");
    private static final String ROUTE = "route";
    /// What is only asked on the route of static addresses.
    private static final Set<String> STATIC = Set.of("isp", "subscriber_id", ADDRESSES);
    /// What is only asked on the route of a mobile number.
    private static final Set<String> BY_NUMBER = Set.of(VPN_MOBILE, "operator", "sim_in_own_cnic");

    /// An answer in words; empty when there is none.
    public String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public List<String> list(String name) {
        List<String> found = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            list.forEach(item -> found.add(String.valueOf(item)));
        }
        return found;
    }

    /// The numbers of the documents, in the order of the form.
    Map<String, Long> documents() {
        Map<String, Long> found = new LinkedHashMap<>();
        for (String name : FILES) {
            if (text(name).matches("\\d{1,18}") || text(name).matches("[1-8]\\d{18}")) {
                found.put(name, Long.valueOf(text(name)));
            }
        }
        return found;
    }

    /// These with others in their place; another route takes the answers about the old one away.
    ///
    /// @param names which of the others count
    Answers with(Map<String, Object> others, Collection<String> names) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        others.forEach((name, value) -> {
            if (names.contains(name) && value != null) {
                all.put(name, value);
            }
        });
        Answers renewed = new Answers(all);
        if (!renewed.text(ROUTE).equals(text(ROUTE))) {
            all.keySet().removeAll(renewed.text(ROUTE).equals("mobile_number") ? STATIC : BY_NUMBER);
        }
        return renewed;
    }

    /// The addresses to register; one that cannot be read is left to the staff's checks.
    List<byte[]> addresses() {
        List<byte[]> found = new ArrayList<>();
        for (String address : list(ADDRESSES)) {
            try {
                found.add(Addresses.bytes(address));
            } catch (IllegalArgumentException unreadable) {
                continue;
            }
        }
        return found;
    }
}
