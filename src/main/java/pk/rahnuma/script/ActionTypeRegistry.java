package pk.rahnuma.script;

import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.BeanDefinitionReference;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.script.ActionType;

/// Types of all actions that scripts can call, read from the bean definitions. It creates no bean, so that scripts can
/// be checked without a database.
public final class ActionTypeRegistry {

    private static final String ROOT_PACKAGE_PREFIX = "pk.rahnuma.";

    private ActionTypeRegistry() {}

    /// Action types by name.
    public static Map<String, ActionType> loadAll() {
        List<BeanDefinitionReference<?>> references = new ArrayList<>();
        SoftServiceLoader.load(
                        BeanDefinitionReference.class,
                        ActionTypeRegistry.class.getClassLoader(),
                        name -> name.startsWith(ROOT_PACKAGE_PREFIX))
                .collectAll(references::add);
        Map<String, ActionType> actionTypes = new TreeMap<>();
        for (BeanDefinitionReference<?> reference : references) {
            if (Action.class.isAssignableFrom(reference.getBeanType())) {
                ActionType type = toActionType(reference.load());
                actionTypes.put(type.name(), type);
            }
        }
        return actionTypes;
    }

    private static ActionType toActionType(BeanDefinition<?> definition) {
        String name = definition
                .stringValue(Named.class)
                .orElseThrow(() -> new IllegalStateException(definition.getName() + " needs a @Named"));
        Class<?> kind = Action.kindOf(definition.getBeanType());
        List<Argument<?>> records = definition.getTypeArguments(kind);
        return new ActionType(
                name,
                kind != Action.Query.class,
                records.get(0).getType().asSubclass(Record.class),
                records.get(1).getType().asSubclass(Record.class));
    }
}
