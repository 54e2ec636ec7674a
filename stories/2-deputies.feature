# language: zh-CN
# 代表：每位代表都有联络站和网格，群众找得到，扫码就能对代表说。人名、地名均为虚构。
功能: 代表

  场景: 还没有编入网格的代表列在一页上，编入以后就不在了
    假如 今天是 2026-03-02
    并且 把「代表」的职务记作「职务」
    并且 把「代表」的人员编号记作「人」
    当 「居民」打开「/deputies?without=grid」
    那么 页面上有「梁一」
    当 「管理员」在「/office/areas/new」填写
      | code   | t1v1-g1  |
      | level  | grid     |
      | name   | 一号网格 |
      | parent | t1v1     |
    并且 「管理员」在「/office/mandates/new」填写
      | person   | {人}           |
      | body     | s1             |
      | congress | county         |
      | unit     | 苇塘镇第一选区 |
      | grid     | t1v1           |
    那么 系统说「不是网格」
    当 「管理员」在「/office/mandates/new」填写
      | person   | {人}           |
      | body     | s1             |
      | congress | county         |
      | unit     | 苇塘镇第一选区 |
      | grid     | t1v1-g1        |
    并且 「居民」打开「/deputies?without=grid」
    那么 页面上没有「梁一」
    当 「居民」打开「/deputies/{职务}」
    那么 页面上有「苇塘镇第一选区」「一号网格」「/say?station=s1&#38;deputy={职务}」

  场景: 一个人在同一级只能属于一个选区
    并且 把「代表」的人员编号记作「人」
    当 「管理员」在「/office/mandates/new」填写
      | person   | {人}           |
      | body     | s1             |
      | congress | county         |
      | unit     | 苇塘镇第一选区 |
    并且 「管理员」在「/office/posts/new」填写
      | person | {人}       |
      | body   | s2         |
      | office | deputy     |
      | first  | 2026-01-01 |
    并且 「管理员」在「/office/mandates/new」填写
      | person   | {人}           |
      | body     | s2             |
      | congress | county         |
      | unit     | 松口镇第二选区 |
    那么 系统说「苇塘镇第一选区」
