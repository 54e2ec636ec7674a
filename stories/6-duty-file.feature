# language: zh-CN
# 履职档案：每一行都来自发生过的事；代表可以提出异议，别的岗位作决定。人名、地名均为虚构。
功能: 履职档案

  场景: 代表说那天没去，人大办核实以后不再计入
    假如 今天是 2026-03-02
    并且 把「代表」的职务记作「职务」
    当 「站务员」在「/activities/new」填写
      | kind   | visit            |
      | title  | 走访磨坊村       |
      | body   | {站}             |
      | place  | 磨坊村           |
      | begins | 2026-03-02T08:00 |
      | ends   | 2026-03-02T11:00 |
    并且 把地址里的编号记作「活动」
    并且 「站务员」在「/activities/{活动}/hold」填写
      | do    | enter  |
      | posts | {职务} |
    并且 「代表」打开「/deputies/{职务}/file」
    那么 页面上有「走访磨坊村」
    并且 把字段「record」记作「那一行」
    当 「松口代表」在「/deputies/{职务}/file」填写
      | do     | contest  |
      | record | {那一行} |
      | reason | 他没有去 |
    那么 系统说「这一步没有办成」
    当 「代表」在「/deputies/{职务}/file」填写
      | do     | contest          |
      | record | {那一行}         |
      | reason | 那天我在省里开会 |
    并且 「人大办」在「/deputies/{职务}/file」填写
      | do     | struck         |
      | record | {那一行}       |
      | reason | 签到表上没有   |
    并且 「居民」打开「/activities/{活动}」
    那么 页面上没有「那天我在省里开会」
    当 「代表」打开「/deputies/{职务}/file」
    那么 页面上有「签到表上没有」
    当 「居民」打开「/deputies/{职务}/file」
    那么 系统说「登录」
