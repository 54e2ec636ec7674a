# language: zh-CN
# 接待和活动：安排、签到、记下事项、清点、归档；双联系走访到期会提醒。人名、地名均为虚构。
功能: 接待和活动

  场景: 一次接待日，从安排到归档
    假如 今天是 2026-03-02
    并且 把「代表」的职务记作「职务」
    当 「站务员」打开「/activities/new」
    那么 页面上有「安排活动」
    当 「站务员」在「/activities/new」填写
      | kind   | reception        |
      | title  | 三月接待日       |
      | body   | {站}             |
      | place  | 苇塘代表联络站   |
      | begins | 2026-03-03T09:00 |
      | ends   | 2026-03-03T11:00 |
    那么 页面上有「三月接待日」
    并且 把地址里的编号记作「活动」
    当 「站务员」在「/activities/{活动}/hold」填写
      | do    | invite |
      | posts | {职务} |
    并且 「居民」打开「/activities」
    那么 页面上有「三月接待日」
    当 时间到「2026-03-03 09:30」
    并且 「站务员」在「/activities/{活动}/hold」填写
      | do    | enter  |
      | posts | {职务} |
    并且 「站务员」在「/activities/{活动}/hold」填写
      | do    | count |
      | times | 9     |
      | heads | 12    |
    那么 系统说「人数不会多于人次」
    当 「站务员」在「/activities/{活动}/hold」填写
      | do    | count |
      | times | 12    |
      | heads | 9     |
    并且 「站务员」在「/activities/{活动}/hold」填写
      | do      | close    |
      | minutes | 谈了路灯 |
      | open    | yes      |
    并且 「居民」打开「/activities/{活动}」
    那么 页面上有「接待 12 人次，9 人」「谈了路灯」「梁一」
    当 「居民」打开「/deputies/{职务}」
    那么 页面上有「梁一」

  场景: 走访逾期的会在桌面上提醒，登记以后就不提醒了
    并且 把「代表」的人员编号记作「代表」
    并且 把「领导」的人员编号记作「领导」
    当 「人大办」在「/office/contacts/new」填写
      | code   | c-1        |
      | person | {领导}     |
      | deputy | {代表}     |
      | every  | 30         |
      | first  | 2026-01-05 |
    并且 「领导」打开「/desk」
    那么 页面上有「/contacts」
    当 「领导」在「/contacts」填写
      | code | c-1              |
      | day  | 2026-03-01       |
      | came | 村里的灯修好了   |
    并且 「居民」打开「/network」
    那么 页面上没有「村里的灯修好了」
