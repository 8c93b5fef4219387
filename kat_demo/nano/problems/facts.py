# ruff: noqa: E501
"""The little that is known: every fact in English and in Chinese."""

from __future__ import annotations

from typing import Final

_CAPITALS = """
France|Paris|法国|巴黎;Germany|Berlin|德国|柏林;Italy|Rome|意大利|罗马;Spain|Madrid|西班牙|马德里;Portugal|Lisbon|葡萄牙|里斯本
England|London|英格兰|伦敦;the United Kingdom|London|英国|伦敦;Ireland|Dublin|爱尔兰|都柏林;Scotland|Edinburgh|苏格兰|爱丁堡
Austria|Vienna|奥地利|维也纳;Switzerland|Bern|瑞士|伯尔尼;Belgium|Brussels|比利时|布鲁塞尔;the Netherlands|Amsterdam|荷兰|阿姆斯特丹
Denmark|Copenhagen|丹麦|哥本哈根;Norway|Oslo|挪威|奥斯陆;Sweden|Stockholm|瑞典|斯德哥尔摩;Finland|Helsinki|芬兰|赫尔辛基
Iceland|Reykjavik|冰岛|雷克雅未克;Poland|Warsaw|波兰|华沙;Czechia|Prague|捷克|布拉格;Hungary|Budapest|匈牙利|布达佩斯
Romania|Bucharest|罗马尼亚|布加勒斯特;Bulgaria|Sofia|保加利亚|索非亚;Greece|Athens|希腊|雅典;Turkey|Ankara|土耳其|安卡拉
Russia|Moscow|俄罗斯|莫斯科;Ukraine|Kyiv|乌克兰|基辅;Croatia|Zagreb|克罗地亚|萨格勒布;Serbia|Belgrade|塞尔维亚|贝尔格莱德
Slovenia|Ljubljana|斯洛文尼亚|卢布尔雅那;Estonia|Tallinn|爱沙尼亚|塔林;Latvia|Riga|拉脱维亚|里加;Lithuania|Vilnius|立陶宛|维尔纽斯
China|Beijing|中国|北京;Japan|Tokyo|日本|东京;South Korea|Seoul|韩国|首尔;North Korea|Pyongyang|朝鲜|平壤;Mongolia|Ulaanbaatar|蒙古|乌兰巴托
India|New Delhi|印度|新德里;Pakistan|Islamabad|巴基斯坦|伊斯兰堡;Bangladesh|Dhaka|孟加拉国|达卡;Nepal|Kathmandu|尼泊尔|加德满都
Thailand|Bangkok|泰国|曼谷;Vietnam|Hanoi|越南|河内;Cambodia|Phnom Penh|柬埔寨|金边;Laos|Vientiane|老挝|万象;Singapore|Singapore|新加坡|新加坡
Malaysia|Kuala Lumpur|马来西亚|吉隆坡;the Philippines|Manila|菲律宾|马尼拉;Iran|Tehran|伊朗|德黑兰;Iraq|Baghdad|伊拉克|巴格达
Saudi Arabia|Riyadh|沙特阿拉伯|利雅得;Egypt|Cairo|埃及|开罗;Morocco|Rabat|摩洛哥|拉巴特;Algeria|Algiers|阿尔及利亚|阿尔及尔
Tunisia|Tunis|突尼斯|突尼斯市;Ethiopia|Addis Ababa|埃塞俄比亚|亚的斯亚贝巴;Kenya|Nairobi|肯尼亚|内罗毕;Nigeria|Abuja|尼日利亚|阿布贾
Ghana|Accra|加纳|阿克拉;Senegal|Dakar|塞内加尔|达喀尔;Canada|Ottawa|加拿大|渥太华;the United States|Washington|美国|华盛顿
Mexico|Mexico City|墨西哥|墨西哥城;Cuba|Havana|古巴|哈瓦那;Brazil|Brasilia|巴西|巴西利亚;Argentina|Buenos Aires|阿根廷|布宜诺斯艾利斯
Chile|Santiago|智利|圣地亚哥;Peru|Lima|秘鲁|利马;Colombia|Bogota|哥伦比亚|波哥大;Venezuela|Caracas|委内瑞拉|加拉加斯
Ecuador|Quito|厄瓜多尔|基多;Uruguay|Montevideo|乌拉圭|蒙得维的亚;Australia|Canberra|澳大利亚|堪培拉;New Zealand|Wellington|新西兰|惠灵顿
"""
_OPPOSITES = """
hot|cold|热|冷;big|small|大|小;up|down|上|下;left|right|左|右;day|night|白天|黑夜;good|bad|好|坏;fast|slow|快|慢;old|new|旧|新
high|low|高|低;long|short|长|短;open|closed|开|关;happy|sad|高兴|难过;rich|poor|富|穷;strong|weak|强|弱;light|heavy|轻|重;wet|dry|湿|干
early|late|早|晚;full|empty|满|空;hard|soft|硬|软;clean|dirty|干净|脏;near|far|近|远;thick|thin|厚|薄;loud|quiet|吵闹|安静;true|false|真|假
inside|outside|里面|外面;black|white|黑|白;young|old|年轻|年老;easy|difficult|简单|困难;win|lose|赢|输;buy|sell|买|卖;first|last|第一|最后
clever|stupid|聪明|愚蠢;fat|thin|胖|瘦;beautiful|ugly|美丽|丑陋;expensive|cheap|贵|便宜
wrong|right|错|对;alive|dead|活|死;bright|dark|明亮|黑暗;friend|enemy|朋友|敌人;question|answer|问题|答案;summer|winter|夏天|冬天
tall|short|高大|矮小;north|south|北|南;east|west|东|西
push|pull|推|拉;laugh|cry|笑|哭;war|peace|战争|和平
more|less|多|少;before|after|前|后;begin|end|开始|结束;love|hate|爱|恨;safe|dangerous|安全|危险;deep|shallow|深|浅;wide|narrow|宽|窄
"""
_TRANSLATIONS = """
cat|猫;dog|狗;bird|鸟;fish|鱼;horse|马;cow|牛;sheep|羊;pig|猪;chicken|鸡;duck|鸭子;rabbit|兔子;tiger|老虎;lion|狮子;elephant|大象;monkey|猴子
bear|熊;snake|蛇;mouse|老鼠;panda|熊猫;apple|苹果;banana|香蕉;orange|橙子;strawberry|草莓;grape|葡萄;watermelon|西瓜;lemon|柠檬;rice|米饭
bread|面包;egg|鸡蛋;milk|牛奶;tea|茶;coffee|咖啡;water|水;sugar|糖;salt|盐;red|红色;blue|蓝色;green|绿色;yellow|黄色;black|黑色;white|白色
sun|太阳;moon|月亮;star|星星;sky|天空;rain|雨;snow|雪;wind|风;fire|火;tree|树;flower|花;grass|草;mountain|山;river|河;sea|海;book|书;pen|笔
paper|纸;table|桌子;chair|椅子;door|门;window|窗户;house|房子;school|学校;teacher|老师;student|学生;friend|朋友;mother|妈妈;father|爸爸
brother|兄弟;sister|姐妹;child|孩子;man|男人;woman|女人;car|汽车;train|火车;plane|飞机;ship|船;bicycle|自行车;city|城市;country|国家;road|路
time|时间;year|年;month|月;week|星期;today|今天;tomorrow|明天;yesterday|昨天;morning|早上;evening|晚上;hand|手;foot|脚;head|头;eye|眼睛
ear|耳朵;mouth|嘴;nose|鼻子;heart|心;love|爱;money|钱;work|工作;music|音乐;language|语言;computer|电脑;number|数字;word|词;thank you|谢谢
hello|你好;goodbye|再见;one|一;two|二;three|三;four|四;five|五;six|六;seven|七;eight|八;nine|九;ten|十;yes|是;no|不;small|小;big|大;good|好
"""
_COLOURS = """
grass|green|草|绿色;the sky|blue|天空|蓝色;snow|white|雪|白色;blood|red|血|红色;a banana|yellow|香蕉|黄色;coal|black|煤|黑色;milk|white|牛奶|白色
the sun|yellow|太阳|黄色;a ripe tomato|red|熟番茄|红色;a lemon|yellow|柠檬|黄色;a carrot|orange|胡萝卜|橙色;chocolate|brown|巧克力|棕色
an elephant|grey|大象|灰色;a polar bear|white|北极熊|白色;a crow|black|乌鸦|黑色;a strawberry|red|草莓|红色;an orange|orange|橙子|橙色
a fire truck|red|消防车|红色;a cherry|red|樱桃|红色;a pumpkin|orange|南瓜|橙色;a lime|green|青柠|绿色;a crocodile|green|鳄鱼|绿色
the moon|white|月亮|白色;cheese|yellow|奶酪|黄色;ketchup|red|番茄酱|红色;a ripe apple|red|熟苹果|红色;a pea|green|豌豆|绿色;salt|white|盐|白色
an eggplant|purple|茄子|紫色;a flamingo|pink|火烈鸟|粉色;a pig|pink|猪|粉色;a mouse|grey|老鼠|灰色;coffee|brown|咖啡|棕色;tar|black|沥青|黑色;rice|white|米饭|白色
leaves in summer|green|夏天的树叶|绿色;gold|yellow|金子|黄色;a frog|green|青蛙|绿色;a cucumber|green|黄瓜|绿色;the sea|blue|大海|蓝色
"""
_UNITS = """
minutes|an hour|60|一小时|分钟;seconds|a minute|60|一分钟|秒;hours|a day|24|一天|小时;days|a week|7|一周|天;months|a year|12|一年|个月
days|a year|365|一年|天;weeks|a year|52|一年|周;centimetres|a metre|100|一米|厘米;metres|a kilometre|1000|一公里|米;grams|a kilogram|1000|一公斤|克
millimetres|a centimetre|10|一厘米|毫米;kilograms|a ton|1000|一吨|公斤;millilitres|a litre|1000|一升|毫升;years|a century|100|一世纪|年
years|a decade|10|十年期|年;cents|a dollar|100|一美元|美分;seconds|an hour|3600|一小时|秒;items|a dozen|12|一打|个;bits|a byte|8|一字节|比特
millimetres|a metre|1000|一米|毫米;letters|the English alphabet|26|英文字母表|个字母;seasons|a year|4|一年|个季节;degrees|a right angle|90|直角|度
degrees|a circle|360|圆周|度;cm|a meter|100|1米|厘米;mm|a cm|10|1厘米|毫米;meters|a km|1000|1千米|米;grams|a kg|1000|1千克|克
ml|a liter|1000|1升|毫升;centimeters|a meter|100|1米|厘米;minutes|half an hour|30|半小时|分钟;sides|a triangle|3|三角形|条边;sides|a square|4|正方形|条边;sides|a hexagon|6|六边形|条边
fingers|one hand|5|一只手|根手指;colours|a rainbow|7|彩虹|种颜色;continents|the world|7|世界|个大洲;players|a football team|11|足球队|名球员
"""
_ANIMALS = """
dog|4|barks|狗|汪汪叫;cat|4|meows|猫|喵喵叫;cow|4|moos|牛|哞哞叫;sheep|4|bleats|羊|咩咩叫;duck|2|quacks|鸭子|嘎嘎叫;lion|4|roars|狮子|吼叫
horse|4|neighs|马|嘶鸣;pig|4|oinks|猪|哼哼叫;frog|4|croaks|青蛙|呱呱叫;snake|0|hisses|蛇|嘶嘶叫;bee|6|buzzes|蜜蜂|嗡嗡叫;chicken|2|clucks|鸡|咯咯叫
spider|8||蜘蛛|;ant|6||蚂蚁|;elephant|4||大象|;butterfly|6||蝴蝶|;tiger|4||老虎|;rabbit|4||兔子|;fish|0||鱼|;octopus|8||章鱼|;bird|2||鸟|;fly|6||苍蝇|
"""


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split("|")) for line in text.split("\n") for row in line.split(";") if row)


CAPITALS: Final = _rows(_CAPITALS)
"""Country and capital in English, country and capital in Chinese."""
OTHER_NAMES: Final = _rows("""
the US|Washington|美国|华盛顿;the USA|Washington|美利坚|华盛顿;America|Washington|美国|华盛顿;USA|Washington|美国|华盛顿;United States|Washington|美国|华盛顿
the UK|London|英国|伦敦;UK|London|英国|伦敦;Britain|London|大不列颠|伦敦;Great Britain|London|英国|伦敦;Holland|Amsterdam|荷兰|阿姆斯特丹;Korea|Seoul|韩国|首尔
""")
"""Other names for some of these countries, in the same form."""
OPPOSITES: Final = _rows(_OPPOSITES)
"""A pair in English, a pair in Chinese."""
TRANSLATIONS: Final = _rows(_TRANSLATIONS)
"""English word, Chinese word."""
COLOURS: Final = _rows(_COLOURS)
"""Thing and colour in English, thing and colour in Chinese."""
UNITS: Final = _rows(_UNITS)
"""Smaller unit and larger unit in English, how many, larger unit and smaller unit in Chinese."""
ANIMALS: Final = _rows(_ANIMALS)
"""Animal, number of legs, sound (or empty), animal and sound in Chinese."""
