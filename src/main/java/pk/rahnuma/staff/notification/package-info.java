/// Notifications of members of staff about their cases. They hold numbers of cases and no personal data: names are read
/// when they are shown. [StaffPushService] has the devices that get them by web push.
package pk.rahnuma.staff.notification;
