package pk.rahnuma.dialog.script;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.CnicField;
import pk.rahnuma.dialog.field.CountryField;
import pk.rahnuma.dialog.field.DateField;
import pk.rahnuma.dialog.field.EmailField;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.IpAddressField;
import pk.rahnuma.dialog.field.IpAddressListField;
import pk.rahnuma.dialog.field.LongTextField;
import pk.rahnuma.dialog.field.MultipleChoiceField;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.NtnField;
import pk.rahnuma.dialog.field.NumberField;
import pk.rahnuma.dialog.field.PhoneField;
import pk.rahnuma.dialog.field.SecpNumberField;
import pk.rahnuma.dialog.field.SingleChoiceField;
import pk.rahnuma.dialog.field.StrnField;
import pk.rahnuma.dialog.field.SubscriberIdField;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.YesNoField;

/// Registry of all field types.
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

    /// Type by its name in scripts, or null.
    public static FieldType findByName(String name) {
        return name == null ? null : BY_NAME.get(name);
    }

    public static List<FieldType> allTypes() {
        return ALL_TYPES;
    }
}
