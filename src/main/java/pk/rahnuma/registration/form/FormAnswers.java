package pk.rahnuma.registration.form;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.document.Document;

/// Answers of an applicant, by the names of the questions in `register-individual.yaml` and `register-company.yaml`.
///
/// @param values as the script stored them: text, yes or no, lists of text
public record FormAnswers(Map<String, Object> values) {

    public static final String ID_NUMBER = "id_number";
    /// Name of the card number of the person who applies for an organisation; `passport` when there is no card.
    public static final String APPLICANT_CNIC = "applicant_cnic";
    static final String PASSPORT_NUMBER = "passport_number";
    public static final String MOBILE = "mobile";
    /// Name of the mobile number to register.
    public static final String VPN_MOBILE = "vpn_mobile_number";
    /// Name of a person's addresses.
    public static final String ADDRESSES = "ips";
    /// Name of the service for which an organisation applies.
    public static final String SERVICE = "service";
    /// Name of an answer that only organisations have.
    public static final String LEGAL_NAME = "legal_name";
    public static final String FULL_NAME = "full_name";
    public static final String APPLICANT_NAME = "applicant_name";
    public static final String APPLICANT_MOBILE = "applicant_mobile";
    public static final String APPLICANT_EMAIL = "applicant_email";
    /// Name of the kind of an organisation.
    public static final String ORGANISATION_TYPE = "org_type";
    public static final String CITY = "city";
    public static final String SECP_NUMBER = "secp_number";
    public static final String NTN = "ntn";
    /// Name of the internet provider, of a person or of a company's line.
    public static final String PROVIDER = "isp";
    /// Name of the operator of the mobile number to register.
    public static final String MOBILE_OPERATOR = "operator";
    /// Name of the company that must support an address that is whitelisted.
    public static final String SPONSOR = "sponsor";
    /// Name of the customer's number at the internet provider, of a person or of a company's line.
    public static final String SUBSCRIBER_ID = "subscriber_id";
    /// Name of the last day of the certificate of a call centre.
    public static final String CERTIFICATE_EXPIRY = "pseb_expiry";
    /// Name of a company's lines, each with its own addresses.
    public static final String CONNECTIONS = "connections";
    /// Questions answered by files; the answer is the id of a document.
    static final List<String> FILE_QUESTIONS = List.of(
            "id_front",
            "id_back",
            "passport_page",
            "proof_file",
            "company_proof",
            "official_letter",
            "pseb_certificate",
            "authority_letter",
            "fee_proof");
    private static final String ROUTE_QUESTION = "route";
    /// Questions that are asked only for static addresses.
    private static final Set<String> STATIC_ROUTE_QUESTIONS = Set.of(PROVIDER, SUBSCRIBER_ID, ADDRESSES);
    /// Questions that are asked only for a mobile number.
    private static final Set<String> MOBILE_ROUTE_QUESTIONS = Set.of(VPN_MOBILE, MOBILE_OPERATOR, "sim_in_own_cnic");
    /// Questions of a person's form about their line; of an organisation's, each item of [#CONNECTIONS] is a line.
    private static final List<String> LINE_QUESTIONS =
            List.of(ROUTE_QUESTION, PROVIDER, SUBSCRIBER_ID, ADDRESSES, VPN_MOBILE, MOBILE_OPERATOR, "sim_in_own_cnic");
    /// Name of the place of an organisation's line.
    public static final String SITE = "site";
    /// Name of the addresses of an organisation's line.
    public static final String LINE_ADDRESSES = "addresses";
    /// Parts of an organisation's line.
    public static final List<String> LINE_PARTS = List.of(SITE, PROVIDER, SUBSCRIBER_ID, SPONSOR, LINE_ADDRESSES);

    /// An answer as text; empty when there is none.
    public String textAnswer(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /// Questions of an organisation's form about the person who fills it in; all other answers are the organisation's.
    public static final List<String> APPLICANT_QUESTIONS = List.of(
            APPLICANT_NAME,
            "applicant_designation",
            APPLICANT_CNIC,
            PASSPORT_NUMBER,
            "passport_country",
            "passport_page",
            "id_front",
            "id_back",
            APPLICANT_MOBILE,
            APPLICANT_EMAIL,
            "applicant_authority",
            "authority_letter");

    /// Internet provider of a line, or the operator of its mobile number: a code of the form, or a name; empty when
    /// unknown.
    public String providerName() {
        return either(PROVIDER, MOBILE_OPERATOR);
    }

    /// True when the answers come from an organisation's form.
    public boolean isOfOrganisation() {
        return !textAnswer(LEGAL_NAME).isBlank();
    }

    /// Last day of the certificate of a call centre; empty for other forms.
    public Optional<LocalDate> certificateUntil() {
        try {
            return Optional.of(textAnswer(CERTIFICATE_EXPIRY))
                    .filter(text -> !text.isEmpty())
                    .map(LocalDate::parse);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /// Number of the applicant's card, or of the card or passport of the person who applies for an organisation; empty
    /// when there is none.
    public String identityNumber() {
        return hasPassport() ? textAnswer(PASSPORT_NUMBER) : either(ID_NUMBER, APPLICANT_CNIC);
    }

    /// True when the person who applies for an organisation has a passport only.
    boolean hasPassport() {
        return textAnswer(APPLICANT_CNIC).equals("passport");
    }

    /// Mobile number of the same person; empty when there is none.
    public String mobileNumber() {
        return either(MOBILE, APPLICANT_MOBILE);
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

    /// These answers with some parts of lines of an organisation replaced.
    ///
    /// @param changes parts by the number of the line, counted from 1
    public FormAnswers withLineParts(Map<Integer, Map<String, Object>> changes) {
        List<FormAnswers> lines = new ArrayList<>(lineAnswers());
        changes.forEach((number, parts) -> {
            Map<String, Object> line = new LinkedHashMap<>(lines.get(number - 1).values());
            parts.forEach((name, value) -> {
                if (LINE_PARTS.contains(name) && value != null) {
                    line.put(name, value);
                }
            });
            lines.set(number - 1, new FormAnswers(line));
        });
        return withoutLines().withLines(lines);
    }

    /// Names of the answers about one line that its holder can change; the others follow from them.
    public List<String> changeableParts() {
        return Stream.of(SITE, PROVIDER, SUBSCRIBER_ID, SPONSOR, LINE_ADDRESSES, ADDRESSES, VPN_MOBILE, ROUTE_QUESTION)
                .filter(values::containsKey)
                .toList();
    }

    private List<Map<String, Object>> lines(Object others) {
        List<FormAnswers> all = new ArrayList<>(itemAnswers(CONNECTIONS));
        List<String> sites =
                new ArrayList<>(all.stream().map(FormAnswers::siteKey).toList());
        for (FormAnswers line : new FormAnswers(Map.of(CONNECTIONS, others)).itemAnswers(CONNECTIONS)) {
            String site = line.siteKey();
            int replaced = site.isEmpty() ? -1 : sites.indexOf(site);
            if (replaced < 0) {
                all.add(line);
            } else {
                all.set(replaced, line);
                sites.set(replaced, "");
            }
        }
        return all.stream().map(FormAnswers::values).toList();
    }

    private String siteKey() {
        return toComparisonText(textAnswer(SITE));
    }

    /// Text of an answer by which it is compared: its case and its number of spaces do not matter.
    public static String toComparisonText(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /// Names of all answers about lines.
    public static List<String> questionsAboutLines() {
        List<String> names = new ArrayList<>(LINE_QUESTIONS);
        names.add(CONNECTIONS);
        return names;
    }

    /// Answers about each line, in order: a person has one.
    public List<FormAnswers> lineAnswers() {
        if (isOfOrganisation()) {
            return itemAnswers(CONNECTIONS);
        }
        Map<String, Object> line = new LinkedHashMap<>(values);
        line.keySet().retainAll(LINE_QUESTIONS);
        return List.of(new FormAnswers(line));
    }

    /// These answers without those about lines.
    public FormAnswers withoutLines() {
        Map<String, Object> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(isOfOrganisation() ? List.of(CONNECTIONS) : LINE_QUESTIONS);
        return new FormAnswers(rest);
    }

    /// These answers with those about lines, as [#lineAnswers] returns them.
    public FormAnswers withLines(List<FormAnswers> lines) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        if (isOfOrganisation() && !lines.isEmpty()) {
            all.put(CONNECTIONS, lines.stream().map(FormAnswers::values).toList());
        } else {
            lines.forEach(line -> all.putAll(line.values()));
        }
        return new FormAnswers(all);
    }

    /// True when an answer is not the same as in the other answers.
    public boolean isChangedFrom(FormAnswers before, String name) {
        return !Objects.equals(values.get(name), before.values.get(name));
    }

    /// Addresses and ranges as written; for a company, those of all its lines.
    public List<String> writtenAddresses() {
        List<String> all = new ArrayList<>(listAnswer(ADDRESSES));
        all.addAll(listAnswer(LINE_ADDRESSES));
        itemAnswers(CONNECTIONS).forEach(line -> all.addAll(line.writtenAddresses()));
        return all;
    }

    /// Each address to register, without duplicates; of a range, all of its addresses. Unreadable ones are left out and
    /// reported by the checks.
    public Set<String> singleAddresses() {
        Set<String> found = new LinkedHashSet<>();
        writtenAddresses().forEach(written -> found.addAll(IpAddresses.listAddresses(written)));
        return found;
    }

    /// Bytes of [#singleAddresses].
    public List<byte[]> addressBytes() {
        return singleAddresses().stream().map(IpAddresses::toBytes).toList();
    }
}
