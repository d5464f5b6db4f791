"""Whether a text says that it happened: told, denied, planned, imagined, or said by somebody."""

from __future__ import annotations

import pytest

from reader.model import Modality

from .made import read


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("غادر سامي حداد بيروت أمس.", "غادر", Modality.ASSERTED),
        ("لم يغادر سامي حداد بيروت.", "يغادر", Modality.DENIED),
        ("لم يغادر بيروت سوى سامي حداد.", "يغادر", Modality.ASSERTED),
        ("لن يغادر سامي حداد بيروت إلا بعد الاتفاق.", "يغادر", Modality.DENIED),  # not yet
        ("لم يغادر سامي حداد بيروت إلا الأحد.", "يغادر", Modality.ASSERTED),
        ("لم يغادر سامي حداد بيروت إلا أن نادر قاسم وصل.", "يغادر", Modality.DENIED),
        ("نفى نادر قاسم مغادرة سامي حداد بيروت.", "مغادرة", Modality.DENIED),
        ("نفى نادر قاسم السيطرة على القوات التي دخلت بيروت.", "دخلت", Modality.ATTRIBUTED),
        ("قال نادر قاسم إنه يتم التجهيز لهجوم على بيروت.", "لهجوم", Modality.PLANNED),
        ("دون مغادرة سامي حداد بيروت.", "مغادرة", Modality.DENIED),
        ("سيغادر سامي حداد بيروت غدا.", "سيغادر", Modality.PLANNED),
        ("يعتزم سامي حداد مغادرة بيروت.", "مغادرة", Modality.PLANNED),
        ("أمرت موسكو سامي حداد بمغادرة بيروت.", "بمغادرة", Modality.PLANNED),
        ("قال سامي حداد ذلك. ثم رفض أن يغادر بيروت الأحد.", "يغادر", Modality.DENIED),
        ("رفض سامي حداد مغادرة بيروت.", "مغادرة", Modality.DENIED),
        ("رفض سامي حداد التعليق على القصف في بيروت.", "القصف", Modality.ASSERTED),
        ("يريد سامي حداد أن يقابل نادر قاسم في بيروت في 5 مايو 2020.", "يقابل", Modality.PLANNED),
        ("حاول سامي حداد كسب الوقت فأرجأ الانتخابات.", "فأرجأ", Modality.ASSERTED),
        ("إذا غادر سامي حداد بيروت انتهت الأزمة.", "غادر", Modality.HYPOTHETICAL),
        ("قد يغادر سامي حداد بيروت.", "يغادر", Modality.HYPOTHETICAL),
        ("نفى سامي حداد، القائد السابق للشرطة، أن يكون قد فر من حلب.", "فر", Modality.DENIED),
        ("أجاز الحزب القوة إذا لم ينسحب سامي حداد من حلب الأحد.", "ينسحب", Modality.HYPOTHETICAL),
        ("ما لم يستقل سامي حداد الأحد ستسقط الحكومة.", "يستقل", Modality.HYPOTHETICAL),
        ("لم يستقل سامي حداد الأحد.", "يستقل", Modality.DENIED),
        ("وفي حال الهجوم على بيروت يعود الوزير.", "الهجوم", Modality.HYPOTHETICAL),
        ("وعلى كل حال غادر سامي حداد بيروت الأحد.", "غادر", Modality.ASSERTED),
        ("أعلن سامي حداد حال الطوارئ وفرض حظر التجول في بيروت.", "وفرض", Modality.ATTRIBUTED),
        ("وقد غادر سامي حداد بيروت.", "غادر", Modality.ASSERTED),
        ("نفى نادر قاسم، في مقابلة مع رويترز، أن يكون سامي حداد قد غادر بيروت.", "غادر", Modality.DENIED),
        ("لم يسفر الهجوم عن سقوط ضحايا في بيروت.", "سقوط", Modality.DENIED),
        ("أسفر الهجوم عن سقوط ضحايا في بيروت.", "سقوط", Modality.ASSERTED),
        ("لم يقع هجوم على بيروت يوم الأحد.", "هجوم", Modality.DENIED),
        ("لم يستمر الهجوم على بيروت طويلا يوم الأحد.", "الهجوم", Modality.ASSERTED),
        ("لم يتمكن سامي حداد من مغادرة بيروت بعد مقتل نادر قاسم.", "مغادرة", Modality.DENIED),
        ("لم يتمكن سامي حداد من مغادرة بيروت بعد مقتل نادر قاسم.", "مقتل", Modality.ASSERTED),
        ("فشل سامي حداد في تشكيل الحكومة أمس.", "تشكيل", Modality.DENIED),
        ("هدد سامي حداد بقصف بيروت.", "بقصف", Modality.PLANNED),
        ("سرت شائعات عن وفاة سامي حداد في بيروت.", "وفاة", Modality.HYPOTHETICAL),
        ("أرجأ سامي حداد زيارته لبيروت.", "زيارته", Modality.PLANNED),
        ("ألغى القاضي توقيف سامي حداد في بيروت.", "توقيف", Modality.ASSERTED),  # he was
        ("يعتقد أن سامي حداد غادر بيروت.", "غادر", Modality.HYPOTHETICAL),
        ("الرجل الذي يعتقد أنه قتل نادر قاسم اعتقلته الشرطة في بيروت.", "اعتقلته", Modality.ASSERTED),
        ("قالت رويترز إن سامي حداد غادر بيروت.", "غادر", Modality.ATTRIBUTED),
        ("غادر سامي حداد بيروت. هل هذا السيناريو ممكن؟", "غادر", Modality.HYPOTHETICAL),
    ],
)
def test_modality(text: str, trigger: str, modality: Modality) -> None:
    assert next(e for e in read(text) if e.trigger.of(text) == trigger).modality is modality


def test_what_somebody_only_wishes_is_no_happening() -> None:
    assert read("قال نادر قاسم: أريد أن أساعد جيشا يقاتل.") == []
