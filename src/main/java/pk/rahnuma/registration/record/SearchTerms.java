package pk.rahnuma.registration.record;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import pk.rahnuma.organisation.RegistrationNumbers;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;

/// Search terms of an application, in the form that is hashed: `word ayesha`, `number 923001234567`, `mail a@b.pk`,
/// `city lahore`.
public final class SearchTerms {

    /// Maximum words of a name, and terms of one query.
    private static final int MAX_TERMS = 12;
    /// Minimum digits of a number that identifies a person.
    private static final int MIN_NUMBER_DIGITS = 6;

    private static final List<String> NAME_QUESTIONS = List.of("legal_name", "trade_name");
    private static final List<String> NUMBER_QUESTIONS =
            List.of(FormAnswers.NTN, FormAnswers.SECP_NUMBER, "strn", "landline");
    /// Questions for the name of the person who applies.
    private static final List<String> APPLICANT_NAME_QUESTIONS =
            List.of(FormAnswers.FULL_NAME, FormAnswers.APPLICANT_NAME);

    private static final List<String> APPLICANT_NUMBER_QUESTIONS = List.of(
            "id_number", "applicant_cnic", "passport_number", "mobile", "applicant_mobile", FormAnswers.VPN_MOBILE);
    private static final List<String> APPLICANT_EMAIL_QUESTIONS = List.of("email", "applicant_email");

    private static final Pattern COMBINING_MARKS = Pattern.compile("\\p{Mn}+|[\\u0640\\u200c\\u200d]");
    private static final Pattern WORD_SEPARATOR = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private SearchTerms() {}

    /// Terms of an application. When an erased person submitted it for an organisation, none leads to that person.
    ///
    /// @param files keyed hashes of the contents of its documents, by id
    public static Set<String> termsOf(Application application, FormAnswers answers, Map<Long, String> files) {
        Set<String> terms = new LinkedHashSet<>();
        words(answers, NAME_QUESTIONS, terms);
        numbers(answers, NUMBER_QUESTIONS, terms);
        if (!application.isHandedOver()) {
            words(answers, APPLICANT_NAME_QUESTIONS, terms);
        }
        String city = answers.textAnswer(FormAnswers.CITY);
        if (!city.isBlank()) {
            terms.add(cityTerm(city));
        }
        findIdentifyingTerms(application, answers, files).values().forEach(terms::addAll);
        return terms;
    }

    /// Term of the city of a holder.
    ///
    /// @param city code of the form, or a name
    public static String cityTerm(String city) {
        return "city " + FormAnswers.toComparisonText(city);
    }

    /// Terms of the answers that belong to one person, organisation or line, by the question: two applications with the
    /// same one have something in common that staff should see. All of them are among [#termsOf].
    ///
    /// @param files keyed hashes of the contents of its documents, by id
    public static Map<String, Set<String>> findIdentifyingTerms(
            Application application, FormAnswers answers, Map<Long, String> files) {
        Map<String, Set<String>> terms = new LinkedHashMap<>();
        addTerm(
                terms,
                FormAnswers.NTN,
                "number",
                RegistrationNumbers.toBaseNtn(number(answers.textAnswer(FormAnswers.NTN))));
        addTerm(terms, FormAnswers.SECP_NUMBER, "secp", number(answers.textAnswer(FormAnswers.SECP_NUMBER)));
        addSubscriber(terms, FormAnswers.SUBSCRIBER_ID, answers);
        answers.itemAnswers(FormAnswers.CONNECTIONS)
                .forEach(line -> addSubscriber(terms, FormAnswers.CONNECTIONS, line));
        answers.documentIds().forEach((name, id) -> {
            String question = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
            addTerm(terms, question, "file", files.getOrDefault(id, ""));
        });
        APPLICANT_NUMBER_QUESTIONS.forEach(
                name -> addTerm(terms, name, "number", clearIfShort(number(answers.textAnswer(name)))));
        APPLICANT_EMAIL_QUESTIONS.forEach(name ->
                addTerm(terms, name, "mail", answers.textAnswer(name).strip().toLowerCase(Locale.ROOT)));
        if (application.isHandedOver()) {
            terms.keySet().removeAll(APPLICANT_NUMBER_QUESTIONS);
            terms.keySet().removeAll(APPLICANT_EMAIL_QUESTIONS);
            terms.keySet().removeAll(FormAnswers.APPLICANT_QUESTIONS);
        }
        return terms;
    }

    private static void addSubscriber(Map<String, Set<String>> terms, String question, FormAnswers line) {
        String subscriber = number(line.textAnswer(FormAnswers.SUBSCRIBER_ID));
        addTerm(terms, question, "subscriber", subscriber.isEmpty() ? "" : line.textAnswer("isp") + " " + subscriber);
    }

    private static void addTerm(Map<String, Set<String>> terms, String question, String kind, String value) {
        if (!value.isEmpty()) {
            terms.computeIfAbsent(question, name -> new LinkedHashSet<>()).add(kind + " " + value);
        }
    }

    private static String clearIfShort(String number) {
        // Of a choice, such as `passport` in place of a card number, nothing is compared.
        return number.length() >= MIN_NUMBER_DIGITS && number.chars().anyMatch(Character::isDigit) ? number : "";
    }

    private static void words(FormAnswers answers, List<String> names, Set<String> terms) {
        names.forEach(name -> words(answers.textAnswer(name)).forEach(word -> terms.add("word " + word)));
    }

    private static void numbers(FormAnswers answers, List<String> names, Set<String> terms) {
        names.stream()
                .map(name -> clearIfShort(number(answers.textAnswer(name))))
                .filter(number -> !number.isEmpty())
                .forEach(number -> terms.add("number " + number));
    }

    /// Terms of typed text: an e-mail address, a number, or words that must all match.
    ///
    /// @return empty when there is nothing to search for
    public static Set<String> parseQuery(String text) {
        String plain = text.strip();
        Set<String> terms = new LinkedHashSet<>();
        String number = number(plain);
        if (plain.contains("@")) {
            terms.add("mail " + plain.toLowerCase(Locale.ROOT));
        } else if (number.length() >= MIN_NUMBER_DIGITS
                && number.chars().filter(Character::isDigit).count() >= MIN_NUMBER_DIGITS - 1) {
            terms.add("number " + number);
        } else {
            words(plain).forEach(word -> terms.add("word " + word));
        }
        return terms;
    }

    /// Words of a text. Letters that look alike on Arabic and Urdu keyboards are treated as equal (docs/domain.md,
    /// "Look-alike letters").
    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u064a', '\u06cc')
                .replace('\u0649', '\u06cc')
                .replace('\u0643', '\u06a9')
                .replace('\u0629', '\u06c1')
                .replace('\u0647', '\u06c1');
        plain = COMBINING_MARKS
                .matcher(Normalizer.normalize(plain, Normalizer.Form.NFD))
                .replaceAll("");
        return WORD_SEPARATOR
                .splitAsStream(plain)
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MAX_TERMS)
                .toList();
    }

    /// Capital letters and digits only; a Pakistani phone number in international form, without the plus.
    private static String number(String text) {
        StringBuilder symbols = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(symbol -> {
                    int digit = Character.digit(symbol, 10);
                    symbols.appendCodePoint(digit >= 0 ? '0' + digit : symbol);
                });
        String number = symbols.toString();
        if (number.matches("03\\d{9}")) {
            return "92" + number.substring(1);
        }
        return number.matches("00923\\d{9}") ? number.substring(2) : number;
    }
}
