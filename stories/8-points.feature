# language: zh-CN
# 积分超市：存折不记姓名，一人登记、另一人核对，不扣成负数，随时可以注销。地名均为虚构。
功能: 积分超市

  场景: 记积分、换东西、注销
    假如 今天是 2026-03-02
    当 「站务员」在「/points/desk」填写
      | do | open |
    那么 系统说「只有本人要求才能开立存折」
    当 「站务员」在「/points/desk」填写
      | do    | open |
      | asked | yes  |
    那么 页面上有「存折已经开立」
    并且 把存折上的码记作「码」
    当 「站务员」在「/points/desk」填写
      | do       | enter      |
      | passbook | {码}       |
      | deed     | hour       |
      | day      | 2026-03-01 |
      | count    | 4          |
    并且 「居民」在「/points/passbook」填写
      | passbook | {码} |
    那么 页面上有「现有 0 分」「待核对」
    当 「人大办」打开「/points/desk」
    那么 页面上有「属实，记入」
    并且 把字段「record」记作「那一笔」
    并且 把字段「passbook」记作「存折」
    当 「站务员」在「/points/desk」填写
      | do       | agree    |
      | passbook | {存折}   |
      | record   | {那一笔} |
    那么 系统说「请另一位工作人员核对」
    当 「人大办」在「/points/desk」填写
      | do       | agree    |
      | passbook | {存折}   |
      | record   | {那一笔} |
    并且 「站务员」在「/points/desk」填写
      | do       | redeem |
      | passbook | {码}   |
      | good     | towel  |
      | pieces   | 1      |
    那么 系统说「积分不够：需要 10 分，现有 8 分」
    当 「站务员」在「/points/desk」填写
      | do       | redeem |
      | passbook | {码}   |
      | good     | salt   |
      | pieces   | 1      |
    并且 「居民」在「/points/passbook」填写
      | passbook | {码} |
    那么 页面上有「现有 4 分」「食盐」
    当 「居民」在「/points/leave」填写
      | passbook | {码} |
    那么 页面上有「存折已经注销」
    当 「居民」在「/points/passbook」填写
      | passbook | {码} |
    那么 系统说「没有这本存折」

  场景: 一年结束，剩下的按办法只留一部分
    当 「站务员」在「/points/desk」填写
      | do    | open |
      | asked | yes  |
    并且 把存折上的码记作「码」
    并且 「站务员」在「/points/desk」填写
      | do       | enter      |
      | passbook | {码}       |
      | deed     | hour       |
      | day      | 2026-03-02 |
      | count    | 5          |
    并且 「人大办」打开「/points/desk」
    并且 把字段「record」记作「那一笔」
    并且 把字段「passbook」记作「存折」
    并且 「人大办」在「/points/desk」填写
      | do       | agree    |
      | passbook | {存折}   |
      | record   | {那一笔} |
    并且 时间到「2027-01-01 09:00」
    并且 「居民」在「/points/passbook」填写
      | passbook | {码} |
    那么 页面上有「现有 5 分」
