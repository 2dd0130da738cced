package pk.rahnuma.dialog.understanding;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

/// Options in the order shown, or known names, with an index of all that they are called. The index is built at the
/// first search, and is worth keeping with the list.
public final class OptionList extends AbstractList<Option> implements RandomAccess {

    public static final OptionList EMPTY = new OptionList(List.of());

    /// Minimum letters of an option's name inside a sentence.
    private static final int MIN_NAME_LENGTH = 2;
    /// Minimum letters of a name that may be written with other spaces, or with a typing error.
    private static final int MIN_JOINED_LENGTH = 5;
    private static final int MAX_JOINED_WORDS = 4;

    /// One name of one option.
    ///
    /// @param joined without spaces
    private record Name(String joined, String key, Option option) {}

    private record Index(List<Name> sorted, OneEditIndex<Option> similar, Map<String, Option> byKey) {}

    private final List<Option> options;
    private volatile Index index;

    private OptionList(List<Option> options) {
        this.options = List.copyOf(options);
    }

    /// @return the same list if it is one with an index
    public static OptionList of(List<Option> options) {
        if (options instanceof OptionList indexed) {
            return indexed;
        }
        return options.isEmpty() ? EMPTY : new OptionList(options);
    }

    @Override
    public Option get(int place) {
        return options.get(place);
    }

    @Override
    public int size() {
        return options.size();
    }

    private Index getOrCreateIndex() {
        if (index == null) {
            List<Name> sorted = new ArrayList<>();
            OneEditIndex<Option> similar = new OneEditIndex<>(MIN_JOINED_LENGTH);
            Map<String, Option> byKey = new HashMap<>();
            // The label of one option goes before another word of an earlier one.
            options.forEach(option -> byKey.putIfAbsent(option.keys().getFirst(), option));
            for (Option option : options) {
                for (String key : option.keys()) {
                    byKey.putIfAbsent(key, option);
                    Name name = new Name(key.replace(" ", ""), key, option);
                    if (key.length() >= MIN_NAME_LENGTH) {
                        sorted.add(name);
                    }
                    similar.addWord(name.joined(), option);
                }
            }
            sorted.sort(Comparator.comparing(Name::joined));
            index = new Index(sorted, similar, byKey);
        }
        return index;
    }

    /// Option with exactly this value, as a tap sends it; or null.
    public Option findByValue(String value) {
        for (Option option : options) {
            if (option.value().equals(value)) {
                return option;
            }
        }
        return null;
    }

    /// Option by label first, then by its other words; null when it is none.
    ///
    /// @param key of [TextNormaliser#toComparisonKey]
    public Option findByKey(String key) {
        return options.isEmpty() ? null : getOrCreateIndex().byKey().get(key);
    }

    /// Options named in a text, each by its longest name there, as whole words or with other spaces: `open vpn`. A name
    /// that is part of another's is none.
    public Map<Option, String> findNames(Utterance text) {
        Map<Option, String> named = new LinkedHashMap<>();
        if (options.isEmpty()) {
            return named;
        }
        StringBuilder joined = new StringBuilder();
        for (int first = 0; first < text.wordCount(); first++) {
            int at = findFirst(text.word(first));
            if (at < 0) {
                continue;
            }
            joined.setLength(0);
            for (int after = first + 1; at >= 0 && after <= text.wordCount(); after++) {
                joined.append(text.word(after - 1));
                at = after == first + 1 ? at : findFirst(joined);
                addNames(text, first, after, at, joined, named);
            }
        }
        if (named.size() > 1) {
            List<String> all = List.copyOf(named.values());
            named.values().removeIf(name -> isPartOfAnother(name, all));
            List<Option> order = options.stream().filter(named::containsKey).toList();
            Map<Option, String> ordered = new LinkedHashMap<>();
            order.forEach(option -> ordered.put(option, named.get(option)));
            return ordered;
        }
        return named;
    }

    private void addNames(
            Utterance text, int first, int after, int at, CharSequence joined, Map<Option, String> named) {
        List<Name> sorted = getOrCreateIndex().sorted();
        for (int i = at; i >= 0 && i < sorted.size(); i++) {
            Name name = sorted.get(i);
            if (name.joined().length() != joined.length() || !startsWith(name.joined(), joined)) {
                return;
            }
            boolean respaced = name.key().length() >= MIN_JOINED_LENGTH && after - first <= MAX_JOINED_WORDS;
            String found = text.part(first, after).key();
            if (respaced || found.equals(name.key())) {
                named.merge(name.option(), found, (one, other) -> other.length() > one.length() ? other : one);
            }
        }
    }

    /// Place of the first name that begins so, or -1.
    private int findFirst(CharSequence beginning) {
        List<Name> sorted = getOrCreateIndex().sorted();
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (CharSequence.compare(sorted.get(middle).joined(), beginning) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < sorted.size() && startsWith(sorted.get(low).joined(), beginning) ? low : -1;
    }

    private static boolean startsWith(String name, CharSequence beginning) {
        if (name.length() < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (name.charAt(i) != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPartOfAnother(String name, Collection<String> names) {
        return names.stream()
                .anyMatch(other -> other.length() > name.length() && (" " + other + " ").contains(" " + name + " "));
    }

    /// Text in which the name of an option has no typing error: "rawalpndi" is Rawalpindi. The same when it names an
    /// option, or when it is near to several.
    public Utterance withoutTypingError(Utterance text) {
        if (options.isEmpty() || !findNames(text).isEmpty()) {
            return text;
        }
        Set<Option> meant = new LinkedHashSet<>();
        int first = 0;
        int after = 0;
        StringBuilder joined = new StringBuilder();
        for (int from = 0; from < text.wordCount(); from++) {
            joined.setLength(0);
            for (int to = from; to < Math.min(text.wordCount(), from + MAX_JOINED_WORDS); to++) {
                joined.append(text.word(to));
                Option similar = getOrCreateIndex().similar().findOnly(joined);
                if (similar != null && meant.add(similar)) {
                    first = from;
                    after = to + 1;
                }
            }
        }
        if (meant.size() != 1) {
            return text;
        }
        String before = text.part(0, first).key();
        String behind = text.part(after, text.wordCount()).key();
        return text.read((before + " " + meant.iterator().next().label() + " " + behind).strip());
    }
}
