/// Organisations of the person: their members, invitations to them, and keys for programs. The rights are those of the
/// chat; keys are managed on devices that are signed in.
@NullMarked
package pk.rahnuma.api.organisation;

import io.micronaut.core.annotation.NullMarked;
