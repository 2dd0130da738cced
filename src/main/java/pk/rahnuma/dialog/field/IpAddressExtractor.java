package pk.rahnuma.dialog.field;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds every address in a message, among any other text: a list pasted from a spreadsheet, a sentence of a provider's
/// e-mail, `IP: 103.0.2.1`. Text that looks like an address and cannot be used becomes a problem; plain words are
/// skipped.
public final class IpAddressExtractor {
    static final Map<String, List<String>> PROBLEM_CODES = listCodes();

    /// Longer words are not examined.
    private static final int MAX_WORD_LENGTH = 100;

    /// Urdu keyboards have these in place of the Latin dot.
    private static final Pattern URDU_DOT = Pattern.compile("(?<=[0-9])[۔٫](?=[0-9])");

    private static final Pattern SPACED_PREFIX = Pattern.compile(" ?/ ?(?=[0-9]{1,3}(?![0-9.:]))");
    /// Blanks, a long dash or a word between two whole addresses, which are a range. Lines are not joined.
    private static final Pattern SPACED_RANGE = Pattern.compile(
            "(?<=\\.[0-9]{1,3})(?:[ \t]{0,3}[-‐‑–—−][ \t]{0,3}|[ \t]{1,3}(?:to|upto|till|se|sy|say|ta|سے|تا)[ \t]{1,3})(?=[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9.]))");
    private static final Pattern BRACKETED_PORT = Pattern.compile("\\[([0-9A-Fa-f:.%]{2,60})]:([0-9]{1,5})");
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z.:/%_-]+");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern DOTTED = Pattern.compile("^[0-9]++\\.[0-9]++\\.[0-9A-Za-z.]*");
    private static final Pattern COLONS =
            Pattern.compile("^(?=[^0-9]*+[0-9])[0-9A-Fa-f]*+:[0-9A-Fa-f]*+:[0-9A-Fa-f:.]*");
    private static final Pattern HOST = Pattern.compile("^(?:[0-9A-Za-z-]{1,63}+\\.){1,9}[A-Za-z]{2,}+");

    private static final Pattern WORD = Pattern.compile("[^\\s,،;؛|]++");
    private static final Pattern ADDRESS_PART =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{0,4}:");
    /// Words that join the parts of a list: "or" is "and" in Roman Urdu.
    private static final Set<String> JOINING_WORDS = Set.of("and", "aur", "or", "اور");

    private final IpAddressRanges good = new IpAddressRanges();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final int widest;
    private String host;
    private boolean words;
    private boolean wordsBetween;

    private IpAddressExtractor(String typed, int widest) {
        this.widest = widest;
        String dotted = URDU_DOT.matcher(TextNormaliser.toLines(typed)).replaceAll(".");
        String joined = SPACED_RANGE.matcher(dotted).replaceAll("-");
        String text = SPACED_PREFIX.matcher(joined).replaceAll("/");
        Matcher bracketed = BRACKETED_PORT.matcher(text);
        while (bracketed.find()) {
            addProblem("port", "address", bracketed.group());
        }
        findWords(text);
        Matcher token = TOKEN.matcher(bracketed.replaceAll(" "));
        while (!isFull() && token.find()) {
            readSlashParts(token.group().split("/"));
        }
    }

    private void findWords(String text) {
        Matcher word = WORD.matcher(text);
        boolean afterAddress = false;
        boolean afterWord = false;
        while (word.find()) {
            String found = word.group();
            if (ADDRESS_PART.matcher(found).find()) {
                wordsBetween |= afterAddress && afterWord;
                afterAddress = true;
                afterWord = false;
            } else if (found.codePoints().anyMatch(Character::isLetter)) {
                words = true;
                afterWord |= !JOINING_WORDS.contains(TextNormaliser.toComparisonKey(found));
            }
        }
    }

    /// True when the message has words beside its addresses.
    boolean isInSentence() {
        return words;
    }

    /// True when there are words between two addresses, other than those of a list.
    boolean hasWordsBetween() {
        return wordsBetween;
    }

    /// True when there are more addresses than allowed.
    private boolean isFull() {
        return widest > 0 && good.addressCount() > widest;
    }

    /// True for a text that could have an address, which the scan would tell at many times the cost.
    static boolean mayFindIn(Utterance text) {
        return text.hasCharacter(':')
                || (text.hasCharacter('.') || text.hasCharacter('۔') || text.hasCharacter('٫')) && text.hasDigit();
    }

    static IpAddressExtractor scanAddresses(String text) {
        return new IpAddressExtractor(text, 0);
    }

    /// Scans a message in which blocks (`39.32.1.8/29`) and ranges (`39.32.1.8-39.32.1.12`) are allowed.
    ///
    /// @param widest maximum addresses of a block or range; a larger one is a problem, and a message with more in total
    ///     is not read to its end
    public static IpAddressExtractor scanWithRanges(String text, int widest) {
        return new IpAddressExtractor(text, widest);
    }

    /// Usable addresses and ranges in their stored form, in the order of the message.
    public List<String> validAddresses() {
        return good.toTexts();
    }

    List<Problem> reportedProblems() {
        return problems.stream().limit(ListValues.MAX_REPORTED_PROBLEMS).toList();
    }

    boolean hasFoundNothing() {
        return good.isEmpty() && problems.isEmpty();
    }

    /// Refusal when no address was found.
    FieldParseResult nothingFound() {
        return host == null
                ? FieldParseResult.refused("none")
                : FieldParseResult.refused("host_name", Map.of("text", TextNormaliser.abbreviate(host)));
    }

    private void readSlashParts(String[] parts) {
        for (int i = 0; i < parts.length && !isFull(); i++) {
            String part = trimPunctuation(parts[i]);
            boolean prefixed = i + 1 < parts.length
                    && PREFIX.matcher(trimPunctuation(parts[i + 1])).matches();
            if (prefixed && IpAddresses.parseAddress(part) != null) {
                readBlock(part + "/" + trimPunctuation(parts[++i]));
            } else if (!part.isEmpty() && part.length() <= MAX_WORD_LENGTH) {
                readDashParts(part);
            }
        }
    }

    private void readDashParts(String part) {
        int dash = part.indexOf('-');
        if (dash > 0 && IpAddresses.parseAddress(part.substring(0, dash)) != null) {
            String rest = part.substring(dash + 1);
            if (PREFIX.matcher(rest).matches() || IpAddresses.parseAddress(rest) != null) {
                readRange(part, part.substring(0, dash), rest);
                return;
            }
        }
        if (HOST.matcher(part).matches()) {
            readWord(part);
            return;
        }
        for (String piece : part.split("[-_]")) {
            readWord(trimPunctuation(piece));
        }
    }

    private void readBlock(String text) {
        readRange(text, "prefix", IpAddresses.parseBlock(text));
    }

    /// A range `39.32.1.8-39.32.1.15`, or short `39.32.1.8-15`.
    private void readRange(String text, String first, String last) {
        String whole = PREFIX.matcher(last).matches() ? first.substring(0, first.lastIndexOf('.') + 1) + last : last;
        readRange(text, "range", IpAddresses.parseRange(first, whole));
    }

    private void readRange(String text, String problem, IPAddressSeqRange range) {
        if (range == null || range.getCount().compareTo(BigInteger.valueOf(widest)) > 0) {
            addProblem(problem, "address", text);
        } else {
            addRange(range);
        }
    }

    private void readWord(String word) {
        String bare = word.indexOf('%') < 0 ? word : word.substring(0, word.indexOf('%'));
        IPAddress address = IpAddresses.parseAddress(bare);
        if (address != null) {
            addAddress(address);
            return;
        }
        int colon = bare.lastIndexOf(':');
        String before = colon < 0 ? "" : bare.substring(0, colon);
        String after = bare.substring(colon + 1);
        if (IpAddresses.parseAddress(before) != null) {
            readBeforeColon(before, after);
        } else if (colon >= 0 && IpAddresses.parseAddress(after) != null) {
            addAddress(IpAddresses.parseAddress(after));
        } else if (isLabelled(bare)) {
            readWord(bare.substring(bare.indexOf(':') + 1));
        } else {
            readLeftover(bare);
        }
    }

    private void readBeforeColon(String before, String after) {
        if (PORT.matcher(after).matches()) {
            addProblem("port", "address", before + ":" + after);
        } else {
            addAddress(IpAddresses.parseAddress(before));
        }
    }

    /// True for `IP:2400::1`: text before the first colon that cannot be part of an address.
    private static boolean isLabelled(String word) {
        int colon = word.indexOf(':');
        return colon > 0 && word.substring(0, colon).chars().anyMatch(c -> Character.digit(c, 16) < 0 && c != '.');
    }

    private void readLeftover(String word) {
        if (HOST.matcher(word).matches()) {
            host = host == null ? word : host;
        } else if (DOTTED.matcher(word).matches() || COLONS.matcher(word).matches()) {
            addProblem("not_an_address", "text", TextNormaliser.abbreviate(word));
        }
    }

    private void addAddress(IPAddress address) {
        addRange(address.toSequentialRange());
    }

    /// A reserved range has at least 256 addresses, so that one within a range begins or ends there.
    private void addRange(IPAddressSeqRange range) {
        ReservedIpRange first = ReservedIpRange.rangeOf(range.getLower());
        ReservedIpRange unfit = first == null && range.isMultiple() ? ReservedIpRange.rangeOf(range.getUpper()) : first;
        if (unfit == null) {
            good.addRange(range);
        } else {
            addProblem(unfit.problemCode(), "address", IpAddresses.toCanonical(range));
        }
    }

    private void addProblem(String code, String argument, String value) {
        problems.add(new Problem(code, Map.of(argument, value)));
    }

    /// Word without punctuation around it; `::` at either end belongs to the address.
    private static String trimPunctuation(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && (isMark(word.charAt(from)) || (word.charAt(from) == ':' && !word.startsWith("::", from)))) {
            from++;
        }
        while (to > from
                && (isMark(word.charAt(to - 1)) || (word.charAt(to - 1) == ':' && !word.startsWith("::", to - 2)))) {
            to--;
        }
        return word.substring(from, to);
    }

    private static boolean isMark(char c) {
        return c == '.' || c == '-' || c == '_' || c == '%';
    }

    private static Map<String, List<String>> listCodes() {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        for (ReservedIpRange range : ReservedIpRange.values()) {
            codes.put(range.problemCode(), List.of("address"));
        }
        codes.put("prefix", List.of("address"));
        codes.put("port", List.of("address"));
        codes.put("range", List.of("address"));
        codes.put("not_an_address", List.of("text"));
        codes.put("host_name", List.of("text"));
        codes.put("none", List.of());
        return codes;
    }
}
