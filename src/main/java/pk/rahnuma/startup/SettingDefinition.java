package pk.rahnuma.startup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.validation.validator.Validator;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.shared.TimeRange;

/// Setting of `application.yml`. Its type and its constraints are those of a component of a `@ConfigurationProperties`
/// record; a setting that the start reads itself has none.
///
/// @param property such as `rahnuma.turn.runners`
/// @param name of the variable, such as `RAHNUMA_TURN_RUNNERS`
/// @param defaultValue empty for a setting without one
record SettingDefinition(String property, String name, String defaultValue) {

    /// Component of a record.
    private record SettingComponent(Class<Object> owner, Argument<?> argument) {}

    /// Loaded for the first variable that is set.
    private static final class SettingComponents {

        private static final Map<String, SettingComponent> BY_PROPERTY = findComponents();
        private static final Validator VALIDATOR = Validator.getInstance();

        private static Map<String, SettingComponent> findComponents() {
            Map<String, SettingComponent> components = new HashMap<>();
            for (BeanIntrospection<Object> owner :
                    BeanIntrospector.SHARED.findIntrospections(ConfigurationProperties.class, "pk.rahnuma")) {
                String prefix = owner.stringValue(ConfigurationProperties.class).orElseThrow();
                for (Argument<?> argument : owner.getConstructorArguments()) {
                    components.put(
                            prefix + "." + NameUtils.hyphenate(argument.getName()),
                            new SettingComponent(owner.getBeanType(), argument));
                }
            }
            return components;
        }
    }

    /// Checks a value. The conversion is that of Micronaut, except for what it guesses: it takes any other word for
    /// `false`, and drops what it cannot read from a list.
    ///
    /// @return the value without needless spaces, which Micronaut takes for a part of the elements of a list
    /// @throws UserErrorException in one line that does not contain the value
    String checkValue(String text) {
        SettingComponent component = SettingComponents.BY_PROPERTY.get(property);
        if (component == null) {
            return text;
        }
        Class<?> type = component.argument().getType();
        String words = type == List.class ? text.strip().replaceAll("\\s*,\\s*", ",") : text.strip();
        String value = SecretFileReader.SECRET_SETTINGS.contains(name) ? text : words;
        Object converted =
                ConversionService.SHARED.convert(value, component.argument()).orElse(null);
        if (converted == null
                || type == boolean.class && !converted.toString().equals(value)
                || converted instanceof List<?> list && list.size() != value.split(",", -1).length
                || !isInRange(component.argument(), converted)
                || !SettingComponents.VALIDATOR
                        .validateValue(component.owner(), component.argument().getName(), converted)
                        .isEmpty()) {
            throw new UserErrorException(expectation());
        }
        return value;
    }

    /// True for each value that is no time.
    private static boolean isInRange(Argument<?> argument, Object value) {
        if (value instanceof List<?> list) {
            Argument<?> element = argument.getFirstTypeVariable().orElseThrow();
            return list.stream().allMatch(each -> isInRange(element, each));
        }
        return !(value instanceof Duration time)
                || time.compareTo(findBound(argument, "min", Duration.class)) >= 0
                        && time.compareTo(findBound(argument, "max", Duration.class)) <= 0;
    }

    private static <T> T findBound(Argument<?> time, String member, Class<T> type) {
        return time.getAnnotationMetadata()
                .getValue(TimeRange.class, member, type)
                .orElseThrow();
    }

    /// Sentence that says what is expected: the message of a constraint, or else what the type and its limits say.
    String expectation() {
        SettingComponent component = SettingComponents.BY_PROPERTY.get(property);
        return component == null
                ? ""
                : findMessage(component.argument())
                        .orElseGet(() -> name + " must be " + describeValues(component.argument())
                                + (defaultValue.isEmpty() ? "" : "; unset, it is " + defaultValue));
    }

    private static Optional<String> findMessage(Argument<?> argument) {
        return Stream.concat(Stream.of(argument), Stream.of(argument.getTypeParameters()))
                .flatMap(SettingDefinition::findConstraints)
                .flatMap(constraint -> constraint.stringValue("message").stream())
                .findFirst();
    }

    private static Stream<AnnotationValue<Annotation>> findConstraints(Argument<?> argument) {
        return argument.getAnnotationMetadata().getAnnotationValuesByStereotype(Constraint.class.getName()).stream();
    }

    private static Optional<String> findLimit(Argument<?> number, Class<? extends Annotation> constraint) {
        return findConstraints(number)
                .filter(each -> each.getAnnotationName().equals(constraint.getName()))
                .flatMap(each -> each.stringValue().stream())
                .findFirst();
    }

    private String describeValues(Argument<?> argument) {
        if (argument.getType() == boolean.class) {
            return "true or false";
        }
        if (argument.getType() == Duration.class) {
            return "a time such as " + defaultValue + ", " + describeRange(argument);
        }
        if (argument.getType() == List.class) {
            return "three times by commas, for the priorities 1, 2 and 3, such as " + defaultValue + ", each "
                    + describeRange(argument.getFirstTypeVariable().orElseThrow());
        }
        return findLimit(argument, Max.class)
                .map(max ->
                        "a whole number from " + findLimit(argument, Min.class).orElseThrow() + " to " + max)
                .orElse("a whole number of bytes");
    }

    private static String describeRange(Argument<?> time) {
        return "from " + findBound(time, "min", String.class) + " to " + findBound(time, "max", String.class);
    }
}
