# language: zh-CN
# 登记：地区、网格、机构、权责清单。工作人员可以读，测试照着跑。人名、地名、单位均为虚构。
功能: 登记

  场景: 没有责任人的网格会被看到，定人定责以后才算数
    假如 今天是 2026-03-02
    当 「管理员」在「/office/areas/new」填写
      | code   | t1v1-g1  |
      | level  | grid     |
      | name   | 一号网格 |
      | parent | t1v1     |
    并且 「居民」打开「/network」
    那么 页面上有「有责任人的网格」
    当 「人大办」打开「/office」
    那么 页面上有「没有责任人的网格」
    当 「人大办」在「/office/grids/new」填写
      | area   | t1v1-g1    |
      | duty   | 每周巡查   |
      | first  | 2026-01-01 |
    那么 系统说「责任人」
    当 「人大办」在「/office/grids/new」填写
      | area   | t1v1-g1    |
      | person | 冯九       |
      | duty   | 每周巡查   |
      | first  | 2026-01-01 |
    并且 「人大办」打开「/office」
    那么 页面上没有「没有责任人的网格」

  场景: 统一社会信用代码写错了会被拦下
    当 「管理员」在「/office/bodies/new」填写
      | code   | parks              |
      | sort   | department         |
      | name   | 园林局             |
      | area   | county             |
      | credit | 91350100M000100Y44 |
    那么 系统说「统一社会信用代码」

  场景: 权责清单写明版本和是否下放
    当 「管理员」在「/office/duties/new」填写
      | code     | t1-1               |
      | body     | water              |
      | item     | 受理农村供水报修   |
      | basis    | 本县权责清单（虚构） |
      | version  | 2026               |
      | devolved | yes                |
    并且 「居民」打开「/network」
    那么 页面上有「已下放的权责事项」
    当 「居民」打开「/api/v1/duties」
    那么 页面上有「"devolved":true,"version":"2026"」
