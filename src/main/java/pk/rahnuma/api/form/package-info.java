/// Forms of the desk for apps: their JSON Schemas, and the check whether and how to register. Both need no token.
@NullMarked
package pk.rahnuma.api.form;

import io.micronaut.core.annotation.NullMarked;
