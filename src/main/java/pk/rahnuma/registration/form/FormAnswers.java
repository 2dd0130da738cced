package pk.rahnuma.registration.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.document.Document;

/// Answers of an applicant, by the names of the questions in `register-individual.yaml` and `register-company.yaml`.
///
/// @param values as the script stored them: text, yes or no, lists of text
public record FormAnswers(Map<String, Object> values) {

    public static final String ID_NUMBER = "id_number";
    public static final String MOBILE = "mobile";
    /// Name of the mobile number to register.
    public static final String VPN_MOBILE = "vpn_mobile_number";
    /// Name of a person's addresses.
    public static final String ADDRESSES = "ips";
    /// Name of an answer that only organisations have.
    public static final String LEGAL_NAME = "legal_name";
    public static final String SECP_NUMBER = "secp_number";
    public static final String NTN = "ntn";
    /// Name of the customer's number at the internet provider, of a person or of a company's line.
    public static final String SUBSCRIBER_ID = "subscriber_id";
    /// Name of a company's lines, each with its own addresses.
    public static final String CONNECTIONS = "connections";
    /// Questions answered by files; the answer is the id of a document.
    static final List<String> FILE_QUESTIONS = List.of(
            "id_front",
            "id_back",
            "proof_file",
            "company_proof",
            "official_letter",
            "pseb_certificate",
            "authority_letter",
            "fee_proof");
    private static final String ROUTE_QUESTION = "route";
    /// Questions that are asked only for static addresses.
    private static final Set<String> STATIC_ROUTE_QUESTIONS = Set.of("isp", SUBSCRIBER_ID, ADDRESSES);
    /// Questions that are asked only for a mobile number.
    private static final Set<String> MOBILE_ROUTE_QUESTIONS = Set.of(VPN_MOBILE, "operator", "sim_in_own_cnic");

    /// An answer as text; empty when there is none.
    public String textAnswer(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /// Questions of an organisation's form about the person who fills it in; all other answers are the organisation's.
    public static final List<String> APPLICANT_QUESTIONS = List.of(
            "applicant_name",
            "applicant_designation",
            "applicant_cnic",
            "id_front",
            "id_back",
            "applicant_mobile",
            "applicant_email",
            "applicant_authority",
            "authority_letter");

    /// True when the answers come from an organisation's form.
    public boolean isOfOrganisation() {
        return !textAnswer(LEGAL_NAME).isBlank();
    }

    /// CNIC number of the applicant, or of the person who applies for an organisation; empty when there is none.
    public String identityNumber() {
        return either(ID_NUMBER, "applicant_cnic");
    }

    /// Mobile number of the same person; empty when there is none.
    public String mobileNumber() {
        return either(MOBILE, "applicant_mobile");
    }

    /// True when both numbers are present, which later prove the identity of a caller.
    public boolean hasProofNumbers() {
        return !identityNumber().isBlank() && !mobileNumber().isBlank();
    }

    private String either(String name, String other) {
        return textAnswer(name).isBlank() ? textAnswer(other) : textAnswer(name);
    }

    public boolean flagAnswer(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public List<String> listAnswer(String name) {
        List<String> found = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            list.forEach(item -> found.add(String.valueOf(item)));
        }
        return found;
    }

    /// A list of several answers each; empty when there is none.
    public List<FormAnswers> itemAnswers(String name) {
        List<FormAnswers> itemAnswers = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    Map<String, Object> answers = new LinkedHashMap<>();
                    map.forEach((key, value) -> answers.put(String.valueOf(key), value));
                    itemAnswers.add(new FormAnswers(answers));
                }
            }
        }
        return itemAnswers;
    }

    /// Values that may be the id of a document, by the name of the question; in lists as `connections/1/letter`. Only
    /// [DocumentService] knows whether the document exists and to whom it belongs.
    public Map<String, Long> documentIds() {
        Map<String, Long> found = new LinkedHashMap<>();
        documentIds("", found);
        return found;
    }

    private void documentIds(String prefix, Map<String, Long> found) {
        for (String name : values.keySet()) {
            Document.parseId(textAnswer(name)).ifPresent(number -> found.put(prefix + name, number));
            int place = 1;
            for (FormAnswers item : itemAnswers(name)) {
                item.documentIds(prefix + name + "/" + place++ + "/", found);
            }
        }
    }

    /// These answers with some replaced. Another route removes the answers about the former one. Of a company's lines,
    /// only those with the same site are replaced and lines of other sites are added, so that a change of one line does
    /// not need the others.
    ///
    /// @param names of the answers to replace
    public FormAnswers withReplacements(Map<String, Object> others, Collection<String> names) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        others.forEach((name, value) -> {
            if (names.contains(name) && value != null) {
                all.put(name, name.equals(CONNECTIONS) ? lines(value) : value);
            }
        });
        FormAnswers renewed = new FormAnswers(all);
        if (!renewed.textAnswer(ROUTE_QUESTION).equals(textAnswer(ROUTE_QUESTION))) {
            all.keySet()
                    .removeAll(
                            renewed.textAnswer(ROUTE_QUESTION).equals("mobile_number")
                                    ? STATIC_ROUTE_QUESTIONS
                                    : MOBILE_ROUTE_QUESTIONS);
        }
        return renewed;
    }

    private List<Map<String, Object>> lines(Object others) {
        Map<String, Map<String, Object>> bySite = new LinkedHashMap<>();
        List<FormAnswers> all = new ArrayList<>(itemAnswers(CONNECTIONS));
        all.addAll(new FormAnswers(Map.of(CONNECTIONS, others)).itemAnswers(CONNECTIONS));
        for (FormAnswers line : all) {
            String site =
                    line.textAnswer("site").strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
            bySite.put(site.isEmpty() ? "line " + bySite.size() : site, line.values());
        }
        return List.copyOf(bySite.values());
    }

    /// True when an answer is not the same as in the other answers.
    public boolean isChangedFrom(FormAnswers before, String name) {
        return !Objects.equals(values.get(name), before.values.get(name));
    }

    /// Addresses as written; for a company, those of all its connections.
    public List<String> writtenAddresses() {
        List<String> all = new ArrayList<>(listAnswer(ADDRESSES));
        itemAnswers(CONNECTIONS).forEach(connection -> all.addAll(connection.listAnswer("addresses")));
        return all;
    }

    /// Addresses to register, without duplicates. Unreadable ones are left out and reported by the checks.
    public List<byte[]> addressBytes() {
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (String address : writtenAddresses()) {
            try {
                byte[] bytes = IpAddresses.toBytes(address);
                found.putIfAbsent(HexFormat.of().formatHex(bytes), bytes);
            } catch (IllegalArgumentException unreadable) {
                continue;
            }
        }
        return List.copyOf(found.values());
    }
}
