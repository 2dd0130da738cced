package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All the field types there are.
public final class FieldTypeRegistry {
    private static final List<FieldType> ALL_TYPES = List.of(
            new TextField(),
            new LongTextField(),
            new SingleChoiceField(),
            new MultipleChoiceField(),
            new YesNoField(),
            new NumberField(),
            new DateField(),
            new NameField(),
            new PhoneField(),
            new EmailField(),
            new CnicField(),
            new NtnField(),
            new SecpNumberField(),
            new StrnField(),
            new IpAddressField(),
            new IpAddressListField(),
            new SubscriberIdField(),
            new CountryField(),
            new FileField());
    private static final Map<String, FieldType> BY_NAME =
            ALL_TYPES.stream().collect(Collectors.toUnmodifiableMap(FieldType::typeName, Function.identity()));

    private FieldTypeRegistry() {}

    /// The type that scripts call so, or null.
    public static FieldType findByName(String name) {
        return name == null ? null : BY_NAME.get(name);
    }

    public static List<FieldType> allTypes() {
        return ALL_TYPES;
    }
}
