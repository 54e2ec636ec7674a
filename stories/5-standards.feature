# language: zh-CN
# 对标检查和星级：逐项检查要有依据，不能自己评自己，称号到期或撤销就不再有。地名均为虚构。
功能: 对标检查和星级

  场景: 检查一项，评一个称号，再撤销
    假如 今天是 2026-03-02
    当 「人大办」在「/office/assessments/new」填写
      | body      | s1         |
      | checklist | six-haves  |
      | edition   | 2026       |
      | item      | 1          |
      | met       | yes        |
      | assessor  | congress   |
      | day       | 2026-03-02 |
    那么 系统说「依据」
    当 「人大办」在「/office/assessments/new」填写
      | body      | s1           |
      | checklist | six-haves    |
      | edition   | 2026         |
      | item      | 1            |
      | met       | yes          |
      | evidence  | 门口有牌子   |
      | assessor  | s1           |
      | day       | 2026-03-02   |
    那么 系统说「自己」
    当 「人大办」在「/office/assessments/new」填写
      | body      | s1           |
      | checklist | six-haves    |
      | edition   | 2026         |
      | item      | 1            |
      | met       | yes          |
      | evidence  | 门口有牌子   |
      | assessor  | congress     |
      | day       | 2026-03-02   |
    并且 「人大办」在「/office/titles/new」填写
      | body     | s1         |
      | title    | star-5     |
      | edition  | 2026       |
      | assessor | congress   |
      | first    | 2026-03-02 |
    那么 系统说「90」
    当 「人大办」在「/office/titles/new」填写
      | body     | s1         |
      | title    | model      |
      | edition  | 2026       |
      | assessor | congress   |
      | first    | 2026-03-02 |
    并且 「居民」打开「/stations/s1」
    那么 页面上有「样板站」「门口有牌子」「1 / 6」
    当 「人大办」在「/office/titles/at/s1~model~2026」填写
      | withdrawn | 材料不实 |
    并且 「居民」打开「/stations/s1」
    那么 页面上没有「样板站（2026」
