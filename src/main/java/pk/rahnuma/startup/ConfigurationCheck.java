package pk.rahnuma.startup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;

/// Creates the beans of all settings, and so validates them, before the context opens the database: Micronaut would
/// create each when it is needed first.
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationCheck {

    private static final String PREFIX = "rahnuma";

    ConfigurationCheck(ApplicationContext context) {
        for (BeanDefinition<?> settings :
                context.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationProperties.class))) {
            if (settings.stringValue(ConfigurationProperties.class).orElse("").startsWith(PREFIX)) {
                context.getBean(settings);
            }
        }
    }
}
