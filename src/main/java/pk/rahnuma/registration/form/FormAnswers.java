package pk.rahnuma.registration.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.network.IpAddresses;
import pk.rahnuma.document.DocumentRepository;

/// What an applicant answered, by name (domain.md 5.1, 5.2).
///
/// @param values as the script kept them: text, yes or no, lists of text
public record FormAnswers(Map<String, Object> values) {

    static final String ID_NUMBER = "id_number";
    static final String MOBILE = "mobile";
    /// The mobile number that is to be registered.
    public static final String VPN_MOBILE = "vpn_mobile_number";
    /// A person's addresses.
    public static final String ADDRESSES = "ips";
    /// Only organisations have one.
    public static final String LEGAL_NAME = "legal_name";
    /// A company's lines, each with addresses of its own.
    public static final String CONNECTIONS = "connections";
    /// Answered by files; the answer is the number of a document.
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
    /// What is only asked on the route of static addresses.
    private static final Set<String> STATIC_ROUTE_QUESTIONS = Set.of("isp", "subscriber_id", ADDRESSES);
    /// What is only asked on the route of a mobile number.
    private static final Set<String> MOBILE_ROUTE_QUESTIONS = Set.of(VPN_MOBILE, "operator", "sim_in_own_cnic");

    /// An answer in words; empty when there is none.
    public String textAnswer(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /// What an organisation's form asks about the person who fills it in; all else in it is the organisation's.
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

    /// Whether an organisation's form gave them.
    public boolean isOfOrganisation() {
        return !textAnswer(LEGAL_NAME).isBlank();
    }

    /// The number of the card of who applies, for oneself or for an organisation; empty when there is none.
    public String identityNumber() {
        return either(ID_NUMBER, "applicant_cnic");
    }

    /// The mobile number of who applies, in the same way.
    public String mobileNumber() {
        return either(MOBILE, "applicant_mobile");
    }

    /// Whether both numbers are there that prove later who asks.
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
        List<FormAnswers> found = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    Map<String, Object> answers = new LinkedHashMap<>();
                    map.forEach((key, value) -> answers.put(String.valueOf(key), value));
                    found.add(new FormAnswers(answers));
                }
            }
        }
        return found;
    }

    /// What may be the number of a document, by the name of its question; in lists as `connections/1/letter`. Whether
    /// there is such a document, and whose it is, only [DocumentRepository] knows.
    public Map<String, Long> documentIds() {
        Map<String, Long> found = new LinkedHashMap<>();
        documentIds("", found);
        return found;
    }

    private void documentIds(String prefix, Map<String, Long> found) {
        for (String name : values.keySet()) {
            DocumentRepository.parseId(textAnswer(name)).ifPresent(number -> found.put(prefix + name, number));
            int place = 1;
            for (FormAnswers item : itemAnswers(name)) {
                item.documentIds(prefix + name + "/" + place++ + "/", found);
            }
        }
    }

    /// These with others in their place; another route takes the answers about the old one away. Of a company's lines
    /// only those with the same site are replaced, and lines of other sites are added: nobody types forty again to
    /// change one.
    ///
    /// @param names which of the others count
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

    /// The addresses as written: of a company, those of all its connections.
    public List<String> writtenAddresses() {
        List<String> all = new ArrayList<>(listAnswer(ADDRESSES));
        itemAnswers(CONNECTIONS).forEach(connection -> all.addAll(connection.listAnswer("addresses")));
        return all;
    }

    /// The addresses to register, each once; one that cannot be read is left to the staff's checks.
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
