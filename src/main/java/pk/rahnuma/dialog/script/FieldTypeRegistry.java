package pk.rahnuma.dialog.script;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.choice.CountryField;
import pk.rahnuma.dialog.field.choice.MultipleChoiceField;
import pk.rahnuma.dialog.field.choice.SingleChoiceField;
import pk.rahnuma.dialog.field.choice.YesNoField;
import pk.rahnuma.dialog.field.identity.CnicField;
import pk.rahnuma.dialog.field.identity.NtnField;
import pk.rahnuma.dialog.field.identity.SecpNumberField;
import pk.rahnuma.dialog.field.identity.StrnField;
import pk.rahnuma.dialog.field.identity.SubscriberIdField;
import pk.rahnuma.dialog.field.network.IpAddressField;
import pk.rahnuma.dialog.field.network.IpAddressListField;
import pk.rahnuma.dialog.field.text.DateField;
import pk.rahnuma.dialog.field.text.EmailField;
import pk.rahnuma.dialog.field.text.LongTextField;
import pk.rahnuma.dialog.field.text.NameField;
import pk.rahnuma.dialog.field.text.NumberField;
import pk.rahnuma.dialog.field.text.PhoneField;
import pk.rahnuma.dialog.field.text.TextField;

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
