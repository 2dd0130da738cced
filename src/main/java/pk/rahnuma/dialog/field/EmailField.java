package pk.rahnuma.dialog.field;

import com.ibm.icu.text.IDNA;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.EditDistance;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// An e-mail address; its domain is stored in ASCII and lower case. Asks for confirmation when a well-known domain
/// looks misspelt.
public final class EmailField extends TypedField {
    /// RFC 5321 4.5.3.1.3, as corrected by RFC 3696 erratum 1690.
    static final long MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");
    /// An address within a sentence, without the punctuation after it.
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![^\\s@,;:<>()\"،؛])[^\\s@,;:<>()\"،؛]{1,64}+@[^\\s@,;:<>()\"،؛]{1,250}?(?=[.!?۔؟]*+(?:[\\s,;:<>()\"،؛]|$))");
    /// One or two words.
    private static final Pattern BEGINNING = Pattern.compile("[A-Za-z0-9._-]{1,40}(?: [A-Za-z0-9._-]{1,40})?");
    private static final long SURROUNDINGS = PhraseKind.bits(
            PhraseKind.INTRODUCTION,
            PhraseKind.FILLER,
            PhraseKind.REQUEST,
            PhraseKind.OWN,
            PhraseKind.CLOSING,
            PhraseKind.AGREEMENT,
            PhraseKind.GREETING);
    private static final IDNA DOMAINS =
            IDNA.getUTS46Instance(IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.NONTRANSITIONAL_TO_ASCII);

    private static final List<String> WELL_KNOWN_DOMAINS =
            List.of("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com");
    /// Real domains one letter away from a well-known one.
    private static final Set<String> SIMILAR_REAL_DOMAINS = Set.of("ymail.com", "mail.com", "email.com", "cloud.com");

    private static final Set<String> MISSPELT_COM = Set.of("con", "cmo", "ocm", "cim", "vom", "xom", "comm", "coom");

    public EmailField() {
        super(FieldTraits.ofType("email")
                .asStrict()
                .asSensitive()
                .withProblem("syntax")
                .withProblem("too_long", "most")
                .withProblem("maybe_misspelt", "suggestion")
                .withProblem("space"));
    }

    @Override
    public boolean mayBeIn(Utterance text) {
        return text.hasCharacter('@') || isSpoken(text);
    }

    /// True for an address in words: "sara dot khan at gmail dot com".
    private static boolean isSpoken(Utterance text) {
        boolean isBehindAt = false;
        for (int i = 1; i < text.wordCount(); i++) {
            if (isBehindAt && text.word(i).equals("dot")) {
                return true;
            }
            isBehindAt |= text.word(i).equals("at");
        }
        return false;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text).replace(" @", "@").replace("@ ", "@");
        int at = normalised.lastIndexOf('@');
        if (at < 1 || normalised.indexOf(' ') >= 0) {
            return FieldParseResult.refused("syntax");
        }
        if (normalised.length() > MAX_LENGTH) {
            return FieldParseResult.refused("too_long", Map.of("most", MAX_LENGTH));
        }
        String local = normalised.substring(0, at);
        String domain = toAsciiDomain(normalised.substring(at + 1));
        if (domain == null
                || local.length() > MAX_LOCAL_LENGTH
                || !LOCAL_PART.matcher(local).matches()) {
            return FieldParseResult.refused("syntax");
        }
        String address = local + "@" + domain;
        if (address.length() > MAX_LENGTH) {
            return FieldParseResult.refused("too_long", Map.of("most", MAX_LENGTH));
        }
        String meant = correctDomain(domain);
        if (meant.equals(domain)) {
            return new FieldParseResult.Accepted(address);
        }
        String suggestion = local + "@" + meant;
        return new FieldParseResult.Doubtful(
                suggestion, new FieldParseResult.Problem("maybe_misspelt", Map.of("suggestion", suggestion)), address);
    }

    /// Domain in ASCII, or null when it is no domain below a top-level one.
    private static String toAsciiDomain(String normalised) {
        IDNA.Info info = new IDNA.Info();
        String domain =
                DOMAINS.nameToASCII(normalised, new StringBuilder(), info).toString();
        String top = domain.substring(domain.lastIndexOf('.') + 1);
        boolean fits =
                !info.hasErrors() && domain.indexOf('.') > 0 && top.length() > 1 && !Character.isDigit(top.charAt(0));
        return fits ? domain : null;
    }

    private static String correctDomain(String domain) {
        int dot = domain.lastIndexOf('.');
        String corrected =
                MISSPELT_COM.contains(domain.substring(dot + 1)) ? domain.substring(0, dot) + ".com" : domain;
        if (SIMILAR_REAL_DOMAINS.contains(corrected)) {
            return corrected;
        }
        return WELL_KNOWN_DOMAINS.stream()
                .filter(known -> EditDistance.differsByOneEdit(corrected, known))
                .findFirst()
                .orElse(corrected);
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        if (!sentence.hasCharacter('@')) {
            return isSpoken(sentence) ? readSpoken(sentence, context) : Optional.empty();
        }
        return SentenceNumbers.findOnly(
                        CANDIDATE,
                        sentence.text().replace(" @", "@").replace("@ ", "@"),
                        found -> parseAnswer(found, context))
                .map(reading -> reading instanceof FieldParseResult.Accepted accepted && isPartAfterSpace(sentence)
                        ? FieldParseResult.doubtful(accepted.value(), "space")
                        : reading);
    }

    /// An address in words, which has to be confirmed: "I work at alif dot pk" has none.
    private Optional<FieldParseResult> readSpoken(Utterance sentence, FieldContext context) {
        String line = (sentence.text() + " ").replaceFirst("(?i) at ", "@").replaceAll("(?i) dot ", ".");
        return SentenceNumbers.findOnly(CANDIDATE, line, found -> parseAnswer(found, context))
                .map(reading -> reading instanceof FieldParseResult.Accepted accepted
                        ? FieldParseResult.doubtful(accepted.value(), "space")
                        : reading);
    }

    /// True when words that may be the beginning of the address stand before it: "sara khan@gmail.com".
    private static boolean isPartAfterSpace(Utterance sentence) {
        String line = sentence.text();
        String before = line.substring(0, Math.max(0, line.lastIndexOf(' ', line.indexOf('@'))));
        return BEGINNING.matcher(before).matches() && !sentence.read(before).containsAny(SURROUNDINGS);
    }

    @Override
    public String maskValue(Object value, FieldContext context) {
        String address = String.valueOf(value);
        int at = Math.max(0, address.lastIndexOf('@'));
        return address.substring(0, Math.min(1, at)) + "•••" + address.substring(at);
    }
}
