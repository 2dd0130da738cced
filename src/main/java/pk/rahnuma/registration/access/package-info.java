/// Permissions of persons on applications: [pk.rahnuma.registration.access.ApplicationAccess] alone decides who may see
/// an application and act on it. Used by the packages that show or change applications.
package pk.rahnuma.registration.access;
