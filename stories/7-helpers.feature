# language: zh-CN
# 帮手名册：名字只有管名册的人看到，群众看到有多少人、报了多少件。人名、地名均为虚构。
功能: 帮手名册

  场景: 法律明白人要有证书，报的件记在名下
    假如 今天是 2026-03-02
    当 「人大办」在「/office/helpers/new」填写
      | code  | h-1        |
      | name  | 秦某       |
      | kind  | law-reader |
      | area  | t1         |
      | body  | congress   |
      | first | 2026-01-01 |
    那么 系统说「证书」
    当 「人大办」在「/office/helpers/new」填写
      | code      | h-1        |
      | name      | 秦某       |
      | kind      | law-reader |
      | area      | t1         |
      | body      | congress   |
      | first     | 2026-01-01 |
      | certified | 2026-02-01 |
    并且 「人大办」打开「/office/helpers」
    那么 页面上有「秦某」
    当 「居民」打开「/helpers」
    那么 页面上有「法律明白人」「证书过期」
    并且 页面上没有「秦某」
    当 「站务员」在「/helpers」填写
      | helper | h-9       |
      | matter | 0000-0000 |
    那么 系统说「编号」
    当 「站务员」打开「/office/helpers」
    那么 系统说「请换用对应账号登录」
