"""Words to spell, and invented ones, so that every piece of a word is met."""

from __future__ import annotations

import random
from typing import Final

_COMMON = """
strawberry banana apple orange cherry raspberry blueberry pineapple coconut mango lemon potato tomato carrot onion
pepper garlic cucumber pumpkin broccoli spinach cabbage lettuce mushroom bread butter cheese chocolate coffee water
sugar honey biscuit pancake sandwich chicken breakfast dinner kitchen bottle window garden flower butterfly elephant
giraffe kangaroo tiger rabbit squirrel hedgehog penguin dolphin octopus crocodile alligator parrot sparrow pigeon
eagle beetle spider mosquito dragon monkey gorilla hamster kitten puppy horse donkey buffalo school teacher student
pencil library university computer keyboard monitor internet software hardware program language letter sentence
paragraph alphabet grammar dictionary science physics chemistry biology history geography mathematics algebra geometry
triangle circle square rectangle mississippi tennessee california massachusetts alabama colorado america england
scotland ireland germany portugal committee address accommodation embarrass necessary success possess occurrence
assessment bookkeeper balloon coffee success bubble rubber hammer summer winter spring autumn weather thunder
lightning rainbow snowflake mountain river ocean island forest desert valley volcano glacier planet mercury jupiter
saturn universe galaxy astronaut telescope rocket satellite engine airplane bicycle motorcycle railway station harbour
bridge tunnel hospital doctor medicine football basketball baseball volleyball tennis swimming racing running winner
champion guitar piano violin trumpet orchestra melody concert theatre cinema picture painting gallery museum sculpture
happiness sadness kindness friendship freedom justice beautiful wonderful terrible horrible possible impossible
yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february september october
november december twenty thirty hundred thousand million number letter butter better bitter matter pattern hello world
python model think judge answer question token memory attention learning training network neural transformer inference
parameter quantization gradient llama miniature reasoning thinking decision street village country market bakery
cat dog sun sky sea egg tea cup bus car hat bag box pen key map bed ice fox bee owl cow pig ant leg ear red blue
king moon star tree book fish bird cake milk rice ball door desk lamp shoe coat rain snow wind fire three seven eight
grocery restaurant blanket pillow mirror ladder drawer cupboard curtain carpet queue rhythm zebra oxygen hydrogen
nitrogen carbon electricity magnet battery crystal diamond emerald silver copper
excellence hippopotamus rhinoceros chimpanzee caterpillar dragonfly grasshopper ladybug porcupine flamingo peacock
ostrich raccoon chihuahua poodle avocado zucchini cinnamon vanilla caramel marmalade spaghetti macaroni lasagna pizza
burger cookie muffin pudding dessert yogurt cereal almond walnut peanut cashew parsley ginger mustard vinegar
necessary separate definitely tomorrow beginning millennium parallel colleague conscience rhythm vacuum weird foreign
restaurant questionnaire entrepreneur bureaucracy onomatopoeia pneumonia psychology
philosophy democracy government president minister parliament election citizen revolution constitution economy
business company manager employee customer marketing finance insurance investment currency
internet website password username download upload browser database algorithm function variable pointer compiler
kernel vector matrix tensor entropy softmax sigmoid dropout optimizer checkpoint dataset benchmark prompt
chatgpt claude gemini deepseek qwen openai google amazon microsoft apple facebook twitter youtube netflix
london paris berlin madrid vienna moscow beijing shanghai singapore australia canada brazil argentina switzerland
engineer scientist astronomer carpenter plumber electrician photographer journalist musician librarian
family mother father brother sister daughter grandmother grandfather neighbour stranger
purple yellow orange turquoise lavender crimson scarlet magenta maroon
elephant umbrella envelope calendar scissors notebook backpack suitcase passport luggage
assassination mayonnaise connoisseur successfully unnecessary disappear disappoint recommend tattoo
raccoon cappuccino espresso croissant baguette zigzag jazz buzz fizz quiz puzzle dazzle
good food book moon school balloon noodle poodle kangaroo bamboo shampoo
"""
COMMON: Final = tuple(_COMMON.split())
"""Words that people ask about, some of them twice as common as others."""

_ONSETS = "b c d f g h j k l m n p qu r s t v w z br cl dr fl gr pl st str tr th sh ch sp x y"
_STARTS: Final = ("", "", *_ONSETS.split())
_MIDDLES: Final = ("a", "e", "i", "o", "u", "a", "e", "i", "o", "ee", "oo", "ea", "ai", "ou", "y", "io")
_ENDS: Final = (
    "",
    "",
    "",
    "r",
    "rr",
    "n",
    "nn",
    "l",
    "ll",
    "s",
    "ss",
    "t",
    "tt",
    "m",
    "d",
    "ck",
    "p",
    "pp",
    "ng",
    "b",
    "x",
    "f",
    "nt",
)


def word(rng: random.Random, longest: int = 14) -> str:
    """A common word or an invented one, of three to `longest` letters."""
    while True:
        found = rng.choice(COMMON) if rng.random() < 0.6 else invented(rng)
        if 3 <= len(found) <= longest:
            return found


def invented(rng: random.Random) -> str:
    parts = (rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_ENDS) for _ in range(rng.choice((2, 2, 2, 3))))
    return "".join(parts)
