package pk.rahnuma.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.Addresses;

/// What an applicant answered, by name (domain.md 5.1).
///
/// @param values as the script kept them: text, yes or no, lists of text
public record Answers(Map<String, Object> values) {

    static final String ID_NUMBER = "id_number";
    static final String MOBILE = "mobile";
    static final String VPN_MOBILE = "vpn_mobile_number";
    static final String ADDRESSES = "ips";

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
