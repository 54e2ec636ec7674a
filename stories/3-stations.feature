# language: zh-CN
# 联络站：在哪里、什么时候开、谁在、做什么用；别的机构的场所不收联络站的件。地名均为虚构。
功能: 联络站

  场景: 登记以后人人找得到
    假如 今天是 2026-03-02
    当 「管理员」在「/office/stations/new」填写
      | body      | s1                     |
      | tier      | centre                 |
      | address   | 苇塘镇文昌路7号        |
      | hours     | 周三 09:00-11:30       |
      | voters    | 3200                   |
      | compound  | outside                |
      | venues    | 代表工作室、代表调解室 |
      | functions | 民意窗                 |
    并且 「居民」打开「/stations?q=调解室」
    那么 页面上有「苇塘代表联络站」
    当 「居民」打开「/stations/s1」
    那么 页面上有「代表工作室」「民意窗」「周三」
    当 「居民」打开「/stations/s1/hours.ics」
    那么 页面上有「BEGIN:VCALENDAR」
    当 「居民」打开「/network」
    那么 页面上有「有中心联络站的乡镇」「代表调解室」

  场景: 法官工作室也在名录里，但不是联络站
    当 「管理员」在「/office/stations/new」填写
      | body    | s2              |
      | tier    | venue           |
      | address | 松口镇解放路1号 |
    那么 系统说「请写明是什么场所」
    当 「管理员」在「/office/stations/new」填写
      | body    | s2              |
      | tier    | venue           |
      | address | 松口镇解放路1号 |
      | venues  | 法官工作室      |
      | owner   | roads           |
    并且 「居民」打开「/stations/s2」
    那么 页面上有「法官工作室」「其他场所」
