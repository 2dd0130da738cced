package pk.rahnuma.dialog.field.choice;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldContext.Option;
import pk.rahnuma.dialog.field.ListValues;
import pk.rahnuma.dialog.field.TextNormaliser;

/// Finds options of a question by a tap or a text.
final class OptionMatcher {
    /// Minimum letters of the beginning of a word.
    private static final int MIN_PREFIX_LENGTH = 3;

    private static final Pattern NUMBER = Pattern.compile("[#(]?([0-9]{1,3})[.)۔]?");

    private final List<Option> options;

    OptionMatcher(List<Option> options) {
        this.options = options;
    }

    /// Option with exactly this value, as a tap sends it; or null.
    Option findByValue(String text) {
        for (Option option : options) {
            if (option.value().equals(text)) {
                return option;
            }
        }
        return null;
    }

    /// Option by value, number on the list, or word; null when it is none.
    Option findByText(String text) {
        Option tapped = findByValue(text);
        if (tapped != null) {
            return tapped;
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            int index = Integer.parseInt(number.group(1)) - 1;
            if (index >= 0 && index < options.size()) {
                return options.get(index);
            }
        }
        String key = TextNormaliser.toComparisonKey(text);
        return key.isEmpty() ? null : called(key);
    }

    /// Option by label first, then by its other words.
    private Option called(String key) {
        for (Option option : options) {
            if (option.isLabelled(key)) {
                return option;
            }
        }
        for (Option option : options) {
            if (option.isAlsoCalled(key)) {
                return option;
            }
        }
        return null;
    }

    /// Options with a word that begins with this.
    List<Option> findByPrefix(String text) {
        String key = TextNormaliser.toComparisonKey(text);
        if (key.codePoints().filter(Character::isLetter).count() < MIN_PREFIX_LENGTH) {
            return List.of();
        }
        return options.stream().filter(option -> option.startsWith(key)).toList();
    }

    /// First labels, for a message.
    static String joinLabels(List<Option> near, FieldContext context) {
        return ListValues.joinValues(near.stream().limit(3).map(Option::label).toList(), context);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }
}
